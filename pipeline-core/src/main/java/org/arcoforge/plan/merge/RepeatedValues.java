package org.arcoforge.plan.merge;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.arcoforge.array.Block;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.CfTimeEncoding;
import org.arcoforge.cf.SeenValues;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Checks that values which are taken from one file are the same in all others: variables without a
 * concat dimension, and coordinates that several keys of another dimension repeat.
 */
public final class RepeatedValues {
  private static final double TURN = 360;

  private final ScannedArchive archive;
  private final VariableMerge merge;
  private final Policies policies;

  public RepeatedValues(ScannedArchive archive, VariableMerge merge) {
    this.archive = archive;
    this.merge = merge;
    this.policies = archive.recipe().policies();
  }

  public void check(MergedVariable v) {
    boolean repeated = false;
    for (int d = 0; d < archive.pattern().dims().size(); d++) {
      repeated |= !v.varying().contains(d) && archive.size(d) > 1;
    }
    if (!repeated || policies.firstCoordinates().contains(v.name())) {
      return;
    }
    if (v.varying().isEmpty()) {
      SourceRecord owner = v.sources().get(0);
      v.sources().stream()
          .filter(r -> !same(v, owner, r))
          .findFirst()
          .ifPresent(r -> fail(v, owner, r));
      return;
    }
    Map<Long, SourceRecord> owners = new HashMap<>();
    for (SourceRecord r : v.sources()) {
      // Files with one key hold the same part of the variable.
      SourceRecord owner = owners.putIfAbsent(archive.part(r.position(), v.varying()), r);
      if (owner != null && !same(v, owner, r)) {
        fail(v, owner, r);
      }
    }
  }

  private boolean same(MergedVariable v, SourceRecord a, SourceRecord b) {
    String da = a.digests().get(v.name());
    if (da != null && a.view().variables() == b.view().variables() && a.digests() == b.digests()) {
      return true;
    }
    String db = b.digests().get(v.name());
    boolean alike = merge.encodingOf(v.name(), a).isLike(merge.encodingOf(v.name(), b));
    if (da != null && da.equals(db) && alike) {
      return true;
    }
    Block x = a.values().get(v.name());
    Block y = b.values().get(v.name());
    if (x == null || y == null) {
      if (da == null) {
        throw RefusedException.sources(
            "variable '"
                + v.name()
                + "' is both in "
                + archive.label(a)
                + " and in "
                + archive.label(b)
                + ", and is too large to compare when planning; only one key of the other pattern"
                + " dimensions may hold it: write transforms: [{drop: ["
                + v.name()
                + "]}] in a recipe for the others");
      }
      return false;
    }
    Block p = converted(v, a, x);
    Block q = converted(v, b, y);
    double tolerance = policies.toleranceOf(v.name());
    return p.equals(q)
        || (tolerance > 0
            && areNear(v.encoding(), p, q, tolerance * units(v, merge.encodingOf(v.name(), a))));
  }

  /** How many units of the result a unit of the file is: times may be counted in finer ones. */
  private static double units(MergedVariable v, CfEncoding own) {
    CfTimeEncoding from = own.time();
    CfTimeEncoding to = v.encoding().time();
    if (from == null || to == null || from.unit() == to.unit()) {
      return 1;
    }
    boolean fixed = from.unitNanos() > 0 && to.unitNanos() > 0;
    return fixed ? (double) from.unitNanos() / to.unitNanos() : 1;
  }

  private Block converted(MergedVariable v, SourceRecord r, Block values) {
    return CoordinateConversion.convert(
        merge.encodingOf(v.name(), r),
        v.encoding(),
        archive.isLossy(v.name()),
        values,
        v.name(),
        () -> archive.label(r));
  }

  private static boolean areNear(CfEncoding encoding, Block p, Block q, double tolerance) {
    SeenValues values = new SeenValues(encoding);
    return p.elements() == q.elements()
        && IntStream.range(0, p.elements())
            .allMatch(i -> values.isNear(p, values, q, i, tolerance));
  }

  private void fail(MergedVariable v, SourceRecord first, SourceRecord other) {
    boolean isAxis = v.dims().equals(List.of(v.name()));
    String says =
        "variable '"
            + v.name()
            + "' must be equal in all files"
            + (isAxis ? ", for it says where the data are" : "")
            + ": it differs between "
            + archive.label(first)
            + " and "
            + archive.label(other);
    String help =
        isAxis && areReordered(places(v, first), places(v, other))
            ? ", which holds the same places in another order: reorder its data before they are"
                + " baked, or bake such files by a recipe of their own"
            : "; write policies: {coordinates: {first: ["
                + v.name()
                + "]}} to keep the first file's"
                + (isAxis ? ", if the data of all files are at those places" : "")
                + (policies.coordinateTolerances().containsKey(v.name()) // which must be there
                    ? ""
                    : ", or transforms: [{drop: [" + v.name() + "]}]");
    throw RefusedException.mismatch(
        says + help, new RefusedException.Mismatch(v.name(), first.position(), other.position()));
  }

  /** Whether numbers are the same but for their order, on a line or around the globe. */
  private static boolean areReordered(double @Nullable [] a, double @Nullable [] b) {
    return a != null && b != null && !Arrays.equals(a, b) && Arrays.equals(sorted(a), sorted(b));
  }

  private double @Nullable [] places(MergedVariable v, SourceRecord r) {
    Block block = r.values().get(v.name());
    if (block == null || !block.type().isNumeric()) {
      return null;
    }
    SeenValues values = new SeenValues(merge.encodingOf(v.name(), r));
    return IntStream.range(0, block.elements())
        .mapToDouble(i -> values.number(block, i))
        .map(x -> x - TURN * Math.floor(x / TURN))
        .toArray();
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
