"""Measures clinlp's pipeline on texts from stdin; run by bench.scanning with the Python of clinlp's own environment.

clinlp is GPL, so it never enters ours. The pipeline is the one that its documentation sets up: normalizer, sentencizer,
entity matcher on NORM and context algorithm. With `fuzzy` 1, as in that example, it finds misspelt terms, as we do.
"""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version

import clinlp  # noqa: F401  registers the language
import spacy


def main() -> None:
    """Reads {"terms": {concept: [term]}, "warm": [text], "texts": [text], "rounds": n, "fuzzy": n}; prints seconds."""
    asked = json.load(sys.stdin)
    timings = []
    for _ in range(asked["rounds"]):
        nlp = spacy.blank("clinlp")
        nlp.add_pipe("clinlp_normalizer")
        nlp.add_pipe("clinlp_sentencizer")
        matcher = nlp.add_pipe("clinlp_rule_based_entity_matcher", config={"attr": "NORM", "fuzzy": asked["fuzzy"]})
        matcher.add_terms_from_dict(asked["terms"])
        nlp.add_pipe("clinlp_context_algorithm", config={"phrase_matcher_attr": "NORM"})
        for text in asked["warm"]:
            nlp(text)
        started = time.process_time()
        for text in asked["texts"]:
            nlp(text)
        timings.append(time.process_time() - started)
    print(json.dumps({"seconds": min(timings), "version": version("clinlp")}))


if __name__ == "__main__":
    main()
