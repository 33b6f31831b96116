"""The feeds: what each kind of raw extract must hold, one module a feed.

A module of this package that is not part of the machinery (`contract`, `columns`, `schemes`, `registry`) states one
`FEED`. A feed is added by adding its module; nothing else lists them.
"""
