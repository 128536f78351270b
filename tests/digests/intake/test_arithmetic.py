"""Numpy multiplies in one thread."""

from threadpoolctl import threadpool_info

from digests.intake.arithmetic import unthreaded


def test_it_leaves_one_thread_to_multiplications() -> None:
    unthreaded()
    unthreaded()

    blas = [library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"]
    assert blas
    assert set(blas) == {1}
