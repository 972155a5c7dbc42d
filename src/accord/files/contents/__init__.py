"""What a file is, told from what is in it and never from its name.

`look_into` gives back the kind, or refuses with words for the person who chose the file.
"""

from accord.files.contents.kinds import FileKind, Found
from accord.files.contents.look import look_into
from accord.files.contents.refusals import Refused

__all__ = ["FileKind", "Found", "Refused", "look_into"]
