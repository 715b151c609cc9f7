"""A box for assignments that ask for code: it yields data, which is then judged like every other submission.

``means()`` tells whether this machine can make one, ``run_code`` runs one submission in it, ``with_code`` puts the
journal that came of it in the place of the one handed in, ``with_outputs`` shows what the code printed.
"""

from sourcenet.marking.sandbox.limits import Limits, Means, Ran
from sourcenet.marking.sandbox.proof import means
from sourcenet.marking.sandbox.running import run_code, trusting, with_code, with_outputs

__all__ = ["Limits", "Means", "Ran", "means", "run_code", "trusting", "with_code", "with_outputs"]
