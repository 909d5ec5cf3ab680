"""Pages over many articles with pictures: the timeline, the map, the matrix, and two actors or articles compared."""

from api.reader.pictures import compare, matrix, timeline, world

__all__ = ["compare", "matrix", "timeline", "world"]
