"""Who took part, compared with who lives here.

`compare` does it all and hides what is too small to show; the modules beside it hold the parts:
`parity`, `fit` (chi-square), `indicator`, `raking`, `suppression`. Whoever uses a part by itself
must hide small groups themselves.
"""

from accord.methods.representation.compare import Representation, compare
from accord.methods.representation.people import Attribute, People, Population, merge

__all__ = ["Attribute", "People", "Population", "Representation", "compare", "merge"]
