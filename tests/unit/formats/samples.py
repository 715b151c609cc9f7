"""Small files of our own that show the traps of real ones."""

from __future__ import annotations

__all__ = ["CYTOSCAPE", "D3", "FORUM", "GEPHI_EDGES", "GEPHI_LITE", "GEXF_12", "GRAPHML", "GRAPHOLOGY", "YED"]

# As Gephi Lite writes it: the namespace with www., attributes by name, looks and places, two directions, one self.
GEPHI_LITE = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.3" version="1.3" xmlns:viz="http://www.gexf.net/1.3/viz">
  <meta lastmodifieddate="2026-10-01"><creator>Gephi Lite</creator><description></description></meta>
  <graph defaultedgetype="directed" mode="static">
    <attributes class="node" mode="static">
      <attribute id="side" title="side" type="long"></attribute>
      <attribute id="type" title="type" type="string"></attribute>
      <attribute id="group" title="group" type="string"><default>none</default></attribute>
    </attributes>
    <attributes class="edge"><attribute id="weight" title="weight" type="double"/></attributes>
    <nodes>
      <node id="1" label="sleep.example.org">
        <attvalues><attvalue for="side" value="0"/><attvalue for="type" value="website"/></attvalues>
        <viz:size value="5.3"/><viz:position x="-447.79703" y="253.2355"/><viz:color r="8" g="69" b="148"/>
      </node>
      <node id="2" label="Night &amp; day"><attvalues><attvalue for="side" value="1"/><attvalue for="type" value="meadow"/>
        <attvalue for="group" value="a"/></attvalues></node>
      <node id="3" label="&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"/>
    </nodes>
    <edges>
      <edge id="0" source="1" target="2" weight="2.5"/>
      <edge id="1" source="1" target="2"/>
      <edge id="2" source="2" target="3" type="undirected" label="disputes"/>
      <edge id="3" source="3" target="1" type="mutual"/>
      <edge id="4" source="3" target="3"/>
      <edge id="5" source="3" target="9"/>
    </edges>
  </graph>
</gexf>
"""

# GEXF 1.2, without a direction, changing in time, one node inside another.
GEXF_12 = """<?xml version="1.0" encoding="UTF-8"?>
<gexf version="1.2" xmlns="http://www.gexf.net/1.2draft">
  <graph mode="dynamic" timeformat="date">
    <attributes class="node" mode="dynamic"><attribute id="0" title="readers" type="integer"/></attributes>
    <nodes>
      <node id="a" label="A" start="2026-01-01"><attvalues>
        <attvalue for="0" value="3" start="2026-01-01" end="2026-02-01"/><attvalue for="0" value="7" start="2026-02-01"/>
      </attvalues><spells><spell start="2026-01-01" end="2026-03-01"/></spells>
        <nodes><node id="b" label="B"/></nodes></node>
    </nodes>
    <edges><edge source="a" target="b"/></edges>
  </graph>
</gexf>
"""

# No names but in a tooltip, places in x and y, parallel edges without a direction, a default, an end that is not there.
GRAPHML = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="x" for="node" attr.name="x" attr.type="double"/>
  <key id="y" for="node" attr.name="y" attr.type="double"/>
  <key id="t" for="node" attr.name="tooltip" attr.type="string"/>
  <key id="c" for="node" attr.name="open" attr.type="boolean"><default>true</default></key>
  <key id="w" for="edge" attr.name="weight" attr.type="double"/>
  <graph edgedefault="undirected">
    <node id="0"><data key="x">-922.24</data><data key="t">LIT (34.7 north)</data><data key="y">-347.29</data></node>
    <node id="1"><data key="t">CAK (40.9 north)</data><data key="c">false</data></node>
    <node id="2"><data key="t">ALB (42.7 north)</data></node>
    <edge id="0" source="0" target="1"><data key="w">NaN</data></edge>
    <edge id="1" source="0" target="1"><data key="w">2</data></edge>
    <edge id="2" source="1" target="2" directed="true"/>
    <edge id="3" source="1" target="7"/>
    <hyperedge id="h"><endpoint node="0"/><endpoint node="1"/><endpoint node="2"/></hyperedge>
  </graph>
</graphml>
"""

YED = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <key for="node" id="d6" yfiles.type="nodegraphics"/><key for="edge" id="d10" yfiles.type="edgegraphics"/>
  <graph edgedefault="directed" id="G">
    <node id="n0"><data key="d6"><y:ShapeNode><y:Geometry height="30" width="30" x="515.0" y="-285.0"/>
      <y:NodeLabel>Half an Hour</y:NodeLabel></y:ShapeNode></data></node>
    <node id="n1"><data key="d6"><y:ShapeNode><y:Geometry x="1" y="2"/><y:NodeLabel>elearnspace</y:NodeLabel></y:ShapeNode></data></node>
    <edge id="e0" source="n0" target="n1"><data key="d10"><y:PolyLineEdge><y:EdgeLabel>cites</y:EdgeLabel></y:PolyLineEdge></data></edge>
  </graph>
</graphml>
"""

# A forum as one list: bare CR for line ends, a misspelt column, a cell of two lines, the same pair twice, one to oneself.
FORUM = (
    b"\xef\xbb\xbfSender,Reciever,Timestamp,Discussion Title\r"
    b'3,4,4/4/13 16:32,"Most important, of all"\r3,4,4/4/13 16:40,DLT \xe2\x80\x94 more\r'
    b'4,4,4/5/13 9:01,\r5,3,4/6/13 9:01,"two\rlines"\r,3,4/6/13 9:02,no sender\r'
)

GEPHI_EDGES = (
    b"Source;Target;Type;Id;Label;Weight\r\nn1;n2;Directed;0;cites;1,5\r\nn2;n1;Undirected;1;;2\r\nn2;n3;Directed;2;reads;=1+1\r\n"
)

# d3: nodes without ids, connections by number.
D3 = b'{"nodes":[{"name":"Anna"},{"name":"Ben"},{"name":"Cem"}],"links":[{"source":0,"target":1,"value":3},{"source":2,"target":1}]}'

CYTOSCAPE = (
    b'{"elements":{"nodes":[{"data":{"id":"a","label":"A","url":"https://example.org/a"},"position":{"x":10,"y":200}},'
    b'{"data":{"id":"b","label":"B"}}],"edges":[{"data":{"id":"e","source":"a","target":"b","interaction":"cites"}}]}}'
)

GRAPHOLOGY = (
    b'{"options":{"type":"mixed","multi":true},"attributes":{},"nodes":[{"key":"1","attributes":{"label":"A","x":1,"y":-300}},'
    b'{"key":"2","attributes":{"label":"B","x":5,"y":6}}],"edges":[{"key":"9","source":"1","target":"2","undirected":true,'
    b'"attributes":{"weight":4}},{"key":"10","source":"2","target":"1","attributes":{"sizes":[1,2]}}]}'
)
