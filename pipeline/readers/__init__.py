"""Text with its exact place out of files; one file a format."""
