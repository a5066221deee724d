package org.arcoforge.runners.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.catalog.rules.CatalogFinding;
import org.arcoforge.catalog.rules.RuleSeverity;

/** Writes what was found wrong in a catalog, for people and for programs. */
public final class FindingsText {
  private final String place;
  private final List<CatalogFinding> findings;
  private final Map<String, long[]> collections = new TreeMap<>();

  /**
   * Takes the findings.
   *
   * @param place URL of the catalog
   * @param ids of all collections
   */
  public FindingsText(String place, List<String> ids, List<CatalogFinding> findings) {
    this.place = place;
    this.findings = List.copyOf(findings);
    ids.forEach(id -> collections.put(id, new long[2]));
    for (CatalogFinding f : findings) {
      collections
          .computeIfAbsent(f.collection(), id -> new long[2])[
          f.severity() == RuleSeverity.ERROR ? 0 : 1]++;
    }
  }

  /** Returns whether nothing worse than warnings was found. */
  public boolean isValid() {
    return count(RuleSeverity.ERROR) == 0;
  }

  private long count(RuleSeverity severity) {
    return findings.stream().filter(f -> f.severity() == severity).count();
  }

  /** Returns a line or two for each finding, and a table of the collections that have any. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    long warnings = count(RuleSeverity.WARNING);
    String more = warnings == 0 ? "" : ", " + HumanSizes.count(warnings, "warning");
    if (isValid()) {
      lines.add("valid: " + place + more);
    }
    for (CatalogFinding f : findings) {
      String at = f.url() + (f.pointer().isEmpty() ? "" : "#" + f.pointer());
      lines.add(f.severity().word() + " " + f.rule() + "  " + at + ": " + f.message());
      if (!f.fix().isEmpty()) {
        lines.add("  fix: " + f.fix());
      }
    }
    if (!findings.isEmpty()) {
      TextTable table = new TextTable("COLLECTION", ">ERRORS", ">WARNINGS");
      collections.forEach(
          (id, n) -> {
            if (n[0] + n[1] > 0) {
              table.row(id.isEmpty() ? "(root)" : id, String.valueOf(n[0]), String.valueOf(n[1]));
            }
          });
      lines.add("");
      lines.addAll(table.lines());
    }
    if (!isValid()) {
      String problems = HumanSizes.count(count(RuleSeverity.ERROR), "problem");
      lines.add(problems + more + " in " + place);
    }
    return lines;
  }

  /** Returns all of it as a JSON document. */
  public String json() {
    ObjectNode root = JsonText.object().put("catalog", place).put("valid", isValid());
    ArrayNode each = root.putArray("collections");
    collections.forEach(
        (id, n) -> {
          if (!id.isEmpty()) {
            ObjectNode one = each.addObject().put("id", id).put("valid", n[0] == 0);
            one.put("errors", n[0]).put("warnings", n[1]);
          }
        });
    ArrayNode array = root.putArray("problems");
    for (CatalogFinding f : findings) {
      array
          .addObject()
          .put("rule", f.rule())
          .put("severity", f.severity().word())
          .put("collection", f.collection())
          .put("url", f.url())
          .put("pointer", f.pointer())
          .put("expected", f.found().isEmpty() ? "" : f.expected())
          .put("found", f.found())
          .put("message", f.message())
          .put("hint", f.fix());
    }
    return JsonText.of(root);
  }
}
