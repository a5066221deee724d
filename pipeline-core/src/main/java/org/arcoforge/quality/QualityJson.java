package org.arcoforge.quality;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.arcoforge.array.Statistics;
import org.arcoforge.array.Variable;

/**
 * Writes a quality report as JSON, the same bytes for the same report. What is no number, as an
 * infinite one or that of nothing, is null.
 */
public final class QualityJson {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private QualityJson() {}

  /** Returns the document, in UTF-8. */
  public static byte[] encode(QualityReport report) throws IOException {
    return JSON.writeValueAsBytes(document(report));
  }

  private static ObjectNode document(QualityReport report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", FORMAT);
    root.put("title", report.title());
    root.put("version", report.version());
    ArrayNode flags = root.putArray("flags");
    for (QualityFlag f : report.flags()) {
      flags
          .addObject()
          .put("kind", f.kind().word())
          .put("variable", f.variable())
          .put("text", f.text());
    }
    ArrayNode variables = root.putArray("variables");
    report.variables().forEach(v -> variable(variables.addObject(), v));
    root.set("policies", JSON.valueToTree(report.policies()));
    root.putObject("read")
        .put("objects", report.objectsRead())
        .put("bytes_decoded", report.bytesDecoded());
    return root;
  }

  private static void variable(ObjectNode node, VariableQuality q) {
    Variable v = q.variable();
    node.put("name", v.name());
    for (String name : List.of("long_name", "standard_name", "units")) {
      v.attributes().text(name).ifPresent(t -> node.put(name, t));
    }
    ArrayNode dimensions = node.putArray("dimensions");
    v.dimensionNames().forEach(dimensions::add);
    ArrayNode shape = node.putArray("shape");
    for (long n : v.shape()) {
      shape.add(n);
    }
    Statistics s = q.statistics();
    if (s != null) {
      ObjectNode statistics = node.putObject("statistics");
      put(statistics, "min", s.min());
      put(statistics, "mean", s.mean());
      put(statistics, "max", s.max());
      statistics.put("count", s.count()).put("missing", s.missing());
    }
    Plane plane = q.plane();
    Histogram h = q.histogram();
    if (plane != null && h != null) {
      ObjectNode drawn = node.putObject("plane");
      drawn.put("kind", plane.kind().name().toLowerCase(java.util.Locale.ROOT));
      drawn.put("where", plane.where());
      ArrayNode names = drawn.putArray("dimensions");
      plane.dimensions().forEach(names::add);
      ObjectNode histogram = node.putObject("histogram");
      put(histogram, "low", h.low());
      put(histogram, "high", h.high());
      ArrayNode counts = histogram.putArray("counts");
      h.counts().forEach(counts::add);
    }
    series(node, q);
    completeness(node, q);
    ArrayNode notes = node.putArray("notes");
    q.allNotes().forEach(notes::add);
  }

  private static void series(ObjectNode node, VariableQuality q) {
    if (!q.means().positions().isEmpty()) {
      ObjectNode series = node.putObject("area_means").put("dimension", q.timeDimension());
      put(series, q.means());
      ArrayNode times = series.putArray("times");
      q.times().forEach(times::add);
    }
    if (!q.rowMeans().positions().isEmpty()) {
      put(node.putObject("object_means").put("dimension", q.timeDimension()), q.rowMeans());
    }
    if (!q.ends().isEmpty()) {
      node.putArray("time_ends").add(q.ends().get(0)).add(q.ends().get(1));
    }
  }

  private static void put(ObjectNode node, TimeSeries series) {
    ArrayNode positions = node.putArray("positions");
    series.positions().forEach(positions::add);
    ArrayNode values = node.putArray("values");
    series.values().forEach(v -> add(values, v));
  }

  private static void completeness(ObjectNode node, VariableQuality q) {
    ArrayNode rows = node.putArray("completeness");
    for (Completeness.Row row : q.completeness().rows()) {
      ObjectNode one = rows.addObject();
      one.put("start", row.start()).put("written", row.written()).put("empty", row.empty());
      if (row.unlisted() > 0) {
        one.put("unlisted", row.unlisted());
      }
      put(one, "missing", row.missing());
      if (row.filled() > 0) {
        put(one, "filled", row.filled());
      }
    }
  }

  private static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  private static void add(ArrayNode node, double value) {
    if (Double.isFinite(value)) {
      node.add(value);
    } else {
      node.addNull();
    }
  }
}
