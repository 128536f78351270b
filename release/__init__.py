"""A release: checked and built in a copy, and only then written into the tree.

``make release VERSION=1.2.0`` goes this way::

    may it be? (texts, tree) -> lint -> copy of the last commit -> version and CHANGELOG set there (texts)
    -> wheel built there -> installed and tried in a fresh environment (wheel) -> the two files and dist/ written

Nothing of the tree is touched before the last step, so that a release that fails has changed nothing. The version
stands in pyproject.toml alone; whatever shows it asks the installed package.
"""
