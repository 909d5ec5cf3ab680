"""Pages with pictures of many articles: the timeline, the map, the matrix and the comparison."""

from api.reader.pictures import compare, matrix, timeline, world

__all__ = ["compare", "matrix", "timeline", "world"]
