"""The only package that writes files."""

from pipeline.batch.store.files import growing, keep_private, remove_file, remove_folder, scratch, write_file
from pipeline.batch.store.folders import MANIFEST, Store, stage
from pipeline.batch.store.lock import alone

__all__ = [
    "MANIFEST",
    "Store",
    "alone",
    "growing",
    "keep_private",
    "remove_file",
    "remove_folder",
    "scratch",
    "stage",
    "write_file",
]
