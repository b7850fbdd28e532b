"""The benchmarks are scripts that lie beside each other; here they are imported."""

import sys

from tests.conftest import PROJECT

# At the end: one of them is called `build`, as a package that other tests need.
sys.path.append(str(PROJECT / "benchmarks"))
