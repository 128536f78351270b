"""How many threads numpy's multiplications get: one, for the whole process.

What reads and joins items multiplies matrices that one core does in milliseconds, in a process that answers readers at
the same time. With a thread for each core a poll of a few items took twice as much CPU beside other work, since threads
that wait for each other spin (OpenBLAS), and each has a buffer of its own.
"""

from threadpoolctl import threadpool_limits

_THREADS = 1


def unthreaded() -> None:
    """Numpy multiplies in the thread that asks for it from now on; asking again changes nothing."""
    threadpool_limits(_THREADS, user_api="blas")
