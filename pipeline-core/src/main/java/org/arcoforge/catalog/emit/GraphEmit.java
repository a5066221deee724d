package org.arcoforge.catalog.emit;

import java.util.List;
import java.util.Map;
import org.arcoforge.catalog.graph.GraphNodes;

/**
 * Writes the knowledge graph as JSON-LD: {@code graph.jsonld} of the catalog and of each data set.
 */
final class GraphEmit implements Emit {
  private static final String NAME = "graph.jsonld";

  @Override
  public Map<String, byte[]> whole(
      List<EmittedDataset> all, EmittedDataset.Site site, List<String> notes) {
    return Map.of(
        NAME,
        EmitText.json(
            GraphNodes.document(all.stream().map(d -> d.entry().path("graph")).toList())));
  }

  @Override
  public Map<String, byte[]> each(EmittedDataset d) {
    return Map.of(
        d.folder() + NAME, EmitText.json(GraphNodes.document(List.of(d.entry().path("graph")))));
  }
}
