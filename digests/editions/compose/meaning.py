"""What a story means, as one vector: the mean of its reports', of unit length. Pure."""

from collections import Counter
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from digests.model import Story

Floats: TypeAlias = NDArray[np.float32]


def meaning(story: Story) -> Floats | None:
    """The mean of the reports' vectors, those of the model that read most; ``None`` where there is none."""
    vectors = [np.frombuffer(item.reading.vector, dtype="<f4") for item in story.items if item.reading.vector]
    if not vectors:
        return None
    width, _ = Counter(vector.size for vector in vectors).most_common(1)[0]
    middle = np.mean([vector for vector in vectors if vector.size == width], axis=0)
    length = float(np.linalg.norm(middle))
    return np.asarray(middle / length, dtype=np.float32) if length else None
