"""Grades submissions of people one does not trust.

From the outside in: ``submissions`` finds what was handed in and takes the learners'
files out of it (``archives`` reads folders and archives), ``batch`` deals jobs out and
keeps the ``journal`` of ``verdicts``, on many machines with ``cluster``. ``service`` runs
one job: the trusted ``examiner`` asserts in one process, the learner's file runs in
another one that the ``zygote`` forks (both are ``forkserver``s) and the ``sandbox``
shuts in, with ``seccomp``; ``proxy`` (trusted) and ``server`` (not trusted) talk over the
``channel``. What comes of verdicts is ``kursus.report``'s. docs/grading.md holds the
threat model.
"""
