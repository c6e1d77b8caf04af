"""A case as data: loading, validation against the schemas, checks over fields."""
