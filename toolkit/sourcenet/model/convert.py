"""A network as networkx graph and as pandas tables; both are loaded only here, and only when asked for."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sourcenet.model.source import Connection, Source

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from sourcenet.model.reading import Reading

__all__ = ["connections_table", "sources_table", "to_graph"]

_SOURCE = [f.name for f in fields(Source) if f.name != "extra"]
_CONNECTION = [f.name for f in fields(Connection) if f.name not in ("extra", "start_label", "end_label")]


def to_graph(network: Reading) -> nx.MultiDiGraph[str]:
    """Return a frozen graph: nodes by id with the fields of the source, edges keyed by the connection's id."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(question=network.question)
    graph.add_node("me", name="me", kind="learner")
    for source in network.sources:
        graph.add_node(source.id, **{name: getattr(source, name) for name in _SOURCE if name != "id"})
    for tie in network.connections:
        more = {name: getattr(tie, name) for name in _CONNECTION if name not in ("id", "start", "end")}
        graph.add_edge(tie.start, tie.end, key=tie.id, **more)
    return nx.freeze(graph)


def sources_table(network: Reading) -> pd.DataFrame:
    """Return one row a source, indexed by id."""
    import pandas as pd

    rows: list[dict[str, Any]] = [{name: getattr(s, name) for name in _SOURCE} for s in network.sources]
    return pd.DataFrame(rows, columns=_SOURCE).set_index("id")


def connections_table(network: Reading) -> pd.DataFrame:
    """Return one row a connection, indexed by id, with the names of its ends beside their ids."""
    import pandas as pd

    rows = [
        {
            **{name: getattr(tie, name) for name in _CONNECTION},
            "start_name": tie.start_label,
            "end_name": tie.end_label,
        }
        for tie in network.connections
    ]
    return pd.DataFrame(rows, columns=[*_CONNECTION, "start_name", "end_name"]).set_index("id")
