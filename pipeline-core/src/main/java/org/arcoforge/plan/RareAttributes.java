package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.arcoforge.array.Attributes;
import org.arcoforge.plan.merge.MergedVariable;
import org.arcoforge.plan.merge.ScannedArchive;
import org.arcoforge.plan.merge.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Rare attributes are those of the result that only one of many files has: they are kept, as no
 * file contradicts, but likely not meant for all.
 */
final class RareAttributes {
  private static final int MOST = 10;

  private RareAttributes() {}

  static List<String> warnings(
      ScannedArchive archive, Attributes root, List<MergedVariable> variables) {
    List<String> warnings = new ArrayList<>();
    if (archive.records().size() < 3) {
      return warnings;
    }
    add(
        "global attribute",
        "\"\"",
        archive.records(),
        root,
        r -> Optional.of(r.view().attributes()),
        warnings);
    for (MergedVariable v : variables) {
      if (v.sources().size() >= 3) {
        add(
            "variable '" + v.name() + "': attribute",
            v.name(),
            v.sources(),
            v.attributes(),
            r -> r.view().variable(v.name()).map(found -> found.variable().attributes()),
            warnings);
      }
    }
    return warnings;
  }

  private static void add(
      String what,
      String owner,
      List<SourceRecord> files,
      Attributes merged,
      Function<SourceRecord, Optional<Attributes>> of,
      List<String> warnings) {
    for (String name : merged.asMap().keySet()) {
      SourceRecord only = only(name, files, of);
      if (only != null && warnings.size() < MOST) {
        warnings.add(
            what
                + " '"
                + name
                + "' is in one of "
                + files.size()
                + " files only, "
                + only.url()
                + "; to leave it out write transforms: [{set_attributes: {"
                + owner
                + ": {"
                + name
                + ": null}}}]");
      }
    }
  }

  /** The one file that has an attribute; null if several have it, or none. */
  private static @Nullable SourceRecord only(
      String name, List<SourceRecord> files, Function<SourceRecord, Optional<Attributes>> of) {
    SourceRecord found = null;
    for (SourceRecord r : files) {
      if (of.apply(r).filter(a -> a.asMap().containsKey(name)).isPresent()) {
        if (found != null) {
          return null;
        }
        found = r;
      }
    }
    return found;
  }
}
