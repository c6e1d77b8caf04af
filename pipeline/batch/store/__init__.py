"""The only package that writes files."""

from pipeline.batch.store.files import growing, keep_private, scratch, write_file
from pipeline.batch.store.folders import MANIFEST, Store, stage

__all__ = ["MANIFEST", "Store", "growing", "keep_private", "scratch", "stage", "write_file"]
