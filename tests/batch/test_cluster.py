"""The engine of a Dask cluster: one of our own, and a real scheduler with workers that can be killed."""

from __future__ import annotations

import pytest
from conformance import Conformance

from pipeline.batch.cluster import Dask
from pipeline.batch.runner import Engine

pytestmark = [pytest.mark.slow]


class TestDask(Conformance):
    @pytest.fixture
    def engine(self) -> Engine:
        return Dask(jobs=2, shard=7)
