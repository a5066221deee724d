package org.arcoforge.runners.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Statistics;
import org.arcoforge.bake.history.VersionContents;
import org.arcoforge.bake.history.VersionDiff;
import org.arcoforge.bake.history.VersionDiff.AttributeChange;
import org.arcoforge.bake.history.VersionDiff.ChunkChange;
import org.arcoforge.bake.history.VersionDiff.DimensionChange;
import org.arcoforge.bake.history.VersionDiff.SchemaChange;
import org.arcoforge.bake.history.VersionDiff.SourceChange;
import org.arcoforge.bake.history.VersionDiff.StatisticsChange;
import org.jspecify.annotations.Nullable;

/** Tells machines how two versions differ; the keys are described in {@code docs/versions.md}. */
public final class DiffJson {
  private DiffJson() {}

  /** Returns the document, with a final line break left out. */
  public static String of(VersionDiff diff) {
    ObjectNode root = JsonText.object();
    root.set("before", version(diff.before()));
    root.set("after", version(diff.after()));
    root.put("differs", diff.differs()).put("summary", diff.summary());
    root.put("newRecipe", diff.recipe());
    ArrayNode schema = root.putArray("schema");
    for (SchemaChange c : diff.schema()) {
      schema
          .addObject()
          .put("variable", c.variable())
          .put("what", c.what())
          .put("before", c.before())
          .put("after", c.after());
    }
    dimensions(diff, root.putArray("dimensions"));
    ArrayNode attributes = root.putArray("attributes");
    for (AttributeChange c : diff.attributes()) {
      ObjectNode node = attributes.addObject().put("owner", c.owner()).put("name", c.name());
      value(node, "before", c.before());
      value(node, "after", c.after());
    }
    ArrayNode statistics = root.putArray("statistics");
    for (StatisticsChange s : diff.statistics()) {
      ObjectNode node = statistics.addObject().put("variable", s.variable());
      node.put("changed", s.isChanged());
      statistics(node, "before", s.before());
      statistics(node, "after", s.after());
    }
    chunks(diff, root.putArray("chunks"));
    sources(root, diff.sources());
    ArrayNode notes = root.putArray("notes");
    diff.notes().forEach(notes::add);
    return JsonText.of(root);
  }

  private static ObjectNode version(VersionContents version) {
    return JsonText.object().put("name", version.name()).put("store", version.storeUrl());
  }

  private static void dimensions(VersionDiff diff, ArrayNode all) {
    for (DimensionChange d : diff.dimensions()) {
      ObjectNode node = all.addObject().put("name", d.name()).put("changed", d.isChanged());
      end(node.putObject("before"), d.before(), d.first().before(), d.last().before());
      end(node.putObject("after"), d.after(), d.first().after(), d.last().after());
      node.put("growth", d.growth());
    }
  }

  private static void end(ObjectNode node, long length, String first, String last) {
    if (length >= 0) {
      node.put("length", length).put("first", first).put("last", last);
    }
  }

  private static void value(ObjectNode node, String key, @Nullable AttributeValue value) {
    if (value == null) {
      node.putNull(key);
    } else if (value.values().size() == 1) {
      node.putPOJO(key, value.values().get(0));
    } else {
      ArrayNode array = node.putArray(key);
      value.values().forEach(array::addPOJO);
    }
  }

  private static void statistics(ObjectNode node, String key, @Nullable Statistics s) {
    if (s == null) {
      node.putNull(key);
    } else {
      ObjectNode own = node.putObject(key);
      if (s.count() > 0) { // else there is no least value
        own.put("min", s.min()).put("max", s.max()).put("mean", s.mean());
      }
      own.put("count", s.count()).put("missing", s.missing());
    }
  }

  private static void chunks(VersionDiff diff, ArrayNode all) {
    for (ChunkChange c : diff.chunks()) {
      ObjectNode node =
          all.addObject()
              .put("variable", c.array())
              .put("unchanged", c.unchanged())
              .put("added", c.added())
              .put("extended", c.extended())
              .put("replaced", c.replaced())
              .put("removed", c.removed());
      ArrayNode examples = node.putArray("examples");
      for (ChunkChange.Example e : c.examples()) {
        examples.addObject().put("key", e.key()).put("what", e.what()).put("extent", e.extent());
      }
    }
  }

  private static void sources(ObjectNode root, @Nullable SourceChange sources) {
    if (sources == null) {
      root.putNull("sources");
      return;
    }
    ObjectNode node =
        root.putObject("sources").put("before", sources.before()).put("after", sources.after());
    sources.added().forEach(node.putArray("added")::add);
    sources.changed().forEach(node.putArray("changed")::add);
    sources.gone().forEach(node.putArray("gone")::add);
  }
}
