"""The only package that writes files."""

from pipeline.batch.store.disk import can_sync_all
from pipeline.batch.store.files import growing, keep_private, remove_file, remove_folder, scratch, write_file
from pipeline.batch.store.folders import MANIFEST, Store, stage, workshop
from pipeline.batch.store.lock import alone, is_at_work

__all__ = [
    "MANIFEST",
    "Store",
    "alone",
    "can_sync_all",
    "growing",
    "is_at_work",
    "keep_private",
    "remove_file",
    "remove_folder",
    "scratch",
    "stage",
    "workshop",
    "write_file",
]
