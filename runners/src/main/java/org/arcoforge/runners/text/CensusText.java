package org.arcoforge.runners.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.bake.verify.Census;

/** Tells how many chunks the arrays of a store have. */
public final class CensusText {
  private CensusText() {}

  /** Returns a table; nothing if there are no arrays. */
  public static List<String> lines(List<Census> counts) {
    if (counts.isEmpty()) {
      return List.of();
    }
    TextTable table =
        new TextTable(
            "variable", ">objects", ">there", ">chunks", ">present", ">empty", ">all fill");
    for (Census c : counts) {
      table.row(
          c.array(),
          c.objects() + "",
          c.objectsPresent() + "",
          c.chunks() + "",
          c.present() + "",
          c.empty() + "",
          c.allFill() + "");
    }
    return table.lines();
  }

  /** Returns the counts of one array for machines. */
  public static Map<String, Object> json(Census c) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("variable", c.array());
    node.put("objects", c.objects());
    node.put("objectsPresent", c.objectsPresent());
    node.put("chunks", c.chunks());
    node.put("present", c.present());
    node.put("empty", c.empty());
    node.put("allFill", c.allFill());
    return node;
  }
}
