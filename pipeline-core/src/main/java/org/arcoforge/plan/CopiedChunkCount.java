package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Indices;
import org.arcoforge.cf.CfConversion;
import org.arcoforge.plan.merge.MergedVariable;
import org.arcoforge.plan.merge.ScannedArchive;
import org.arcoforge.plan.merge.SourceRecord;
import org.arcoforge.plan.merge.VariableMerge;

/**
 * Counts the objects that are chunks of files as they are, by looking at each of them as the writer
 * will. What only a chunk itself tells (that it was never written, or lacks a filter) is not known.
 */
final class CopiedChunkCount {
  private final Plan plan;
  private final ScannedArchive archive;
  private final MergedVariable variable;
  private final PlannedArray array;
  private final VariableMerge merge;
  private final Map<Long, String> obstacles = new HashMap<>();
  private final Map<Long, SourceRecord> records = new HashMap<>();
  private String why = "";

  /**
   * A count says how many objects can be copied from the files, and why others cannot.
   *
   * @param objects that can be copied
   * @param why others cannot, the first reason; empty if all can
   */
  record Count(long objects, String why) {}

  CopiedChunkCount(
      Plan plan, ScannedArchive archive, VariableMerge merge, MergedVariable v, PlannedArray a) {
    this.plan = plan;
    this.archive = archive;
    this.merge = merge;
    this.variable = v;
    this.array = a;
    for (SourceRecord r : v.sources()) {
      records.put(r.position(), r);
    }
  }

  Count count() {
    if (array.values() != null) {
      return new Count(0, "its values are known from the headers");
    }
    ChunkGrid objects = array.layout().objects();
    boolean hopeless = variable.sources().stream().noneMatch(r -> obstacle(r.position()).isEmpty());
    long copied = 0;
    if (hopeless) {
      note(variable.sources().get(0).position());
    } else {
      for (long[] index : Indices.of(objects.all())) {
        copied += isCopied(objects, index) ? 1 : 0;
      }
    }
    return new Count(copied, why);
  }

  private boolean isCopied(ChunkGrid objects, long[] index) {
    List<Fragment> fragments = new ArrayList<>();
    plan.fragments(array, objects.region(index), fragments::add);
    if (fragments.stream().anyMatch(Fragment::filled)) {
      return note("files are missing");
    }
    if (fragments.size() != 1) {
      return note("chunks of the store have values of several files");
    }
    Fragment f = fragments.get(0);
    if (!obstacle(f.position()).isEmpty()) {
      return note(f.position());
    }
    SourceRecord record = records.get(f.position());
    boolean whole = record != null && CopiedChunk.of(variable.view(record), f.source()).isPresent();
    return whole || note("chunks of the store are not whole chunks of the files");
  }

  private boolean note(long position) {
    return note(obstacle(position));
  }

  private boolean note(String reason) {
    why = why.isEmpty() ? reason : why;
    return false;
  }

  private String obstacle(long position) {
    String known = obstacles.get(position);
    if (known == null) {
      SourceRecord r = records.get(position);
      known = r == null ? "files lack it" : obstacle(r);
      obstacles.put(position, known);
    }
    return known;
  }

  private String obstacle(SourceRecord r) {
    boolean alike =
        CfConversion.between(
                merge.encodingOf(variable.name(), r),
                variable.encoding(),
                archive.isLossy(variable.name()))
            .isIdentity();
    return alike
        ? CopiedChunk.obstacle(array.layout(), variable.view(r))
        : "its numbers are stored in another way than in the files";
  }
}
