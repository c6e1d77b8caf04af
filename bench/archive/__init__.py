"""Makes the archive to try screening on, samples/archief: python -m bench.archive. Made once; needs LibreOffice."""
