"""cluster-portal: a static site generator for the shared-practice portals of school clusters.

The rooms, from the top down, are ``cli``, ``serve``, ``build``, ``outputs``, ``kinds``, then ``render``,
``search`` and ``media`` side by side, ``assemble``, ``load``, ``model`` and ``core``. Imports only go down.
"""

__version__ = "0.1.0"
