package org.arcoforge.plan.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.CfReferences;
import org.arcoforge.cf.ValidRange;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.recipe.VariableEncoding;
import org.arcoforge.view.VariableView;
import org.arcoforge.view.ViewEncodings;
import org.jspecify.annotations.Nullable;

/** Finds the variables of the result, and for each the one description that fits all files. */
public final class VariableMerge {
  private final ScannedArchive archive;
  private final Policies policies;
  private final Map<String, List<SourceRecord>> occurrences = new LinkedHashMap<>();
  private final Map<String, List<SourceRecord>> examples = new LinkedHashMap<>();

  /** Bounds and their coordinates, whose units and calendar they take on. */
  private final Map<String, String> boundsOf = new LinkedHashMap<>();

  private final Map<String, List<DistinctEncodings.Found>> distinct = new HashMap<>();
  private final Map<String, Last> last = new HashMap<>();
  private final PublishedTimes published;

  /**
   * Looks at all files.
   *
   * @param published arrays of a store that grows, by name; none of one that is made
   */
  public VariableMerge(ScannedArchive archive, Map<String, ArrayLayout> published) {
    this.archive = archive;
    this.published = new PublishedTimes(published);
    this.policies = archive.recipe().policies();
    for (SourceRecord r : archive.headers()) {
      r.view()
          .variables()
          .forEach(
              (name, v) -> {
                examples.computeIfAbsent(name, n -> new ArrayList<>()).add(r);
                CfReferences.bounds(v.variable(), r.view().variables().keySet())
                    .ifPresent(b -> boundsOf.putIfAbsent(b, name));
              });
    }
    examples.forEach(
        (name, some) ->
            occurrences.put(
                name,
                some.size() == archive.headers().size()
                    ? archive.records()
                    : archive.records().stream()
                        .filter(r -> r.view().variable(name).isPresent())
                        .toList()));
  }

  public List<MergedVariable> merge() {
    checkLengths();
    List<MergedVariable> merged = new ArrayList<>();
    occurrences.forEach((name, records) -> merged.add(merge(name, records)));
    return merged;
  }

  public Attributes globalAttributes() {
    AttributeMerge merge = new AttributeMerge(policies.attributes(), "", archive::label);
    archive.views().forEach(r -> merge.add(r.view().attributes(), r));
    return merge.merged();
  }

  /** Returns attributes of the groups below the root, by path. */
  public Map<String, Attributes> groupAttributes() {
    Map<String, AttributeMerge> groups = new LinkedHashMap<>();
    for (SourceRecord r : archive.headers()) {
      r.view()
          .groups()
          .forEach(
              (path, attributes) ->
                  groups
                      .computeIfAbsent(
                          path,
                          p -> AttributeMerge.ofGroup(policies.attributes(), p, archive::label))
                      .add(attributes, r));
    }
    Map<String, Attributes> merged = new LinkedHashMap<>();
    groups.forEach((path, merge) -> merged.put(path, merge.merged()));
    return merged;
  }

  private void checkLengths() {
    record Seen(long length, SourceRecord record) {}
    Map<String, Seen> lengths = new LinkedHashMap<>();
    for (SourceRecord r : archive.headers()) {
      for (VariableView v : r.view().variables().values()) {
        for (Dimension d : v.variable().dimensions()) {
          if (archive.concatDim(d.name()) >= 0 || policies.padded().contains(d.name())) {
            continue;
          }
          Seen seen = lengths.get(d.name());
          if (seen == null) {
            lengths.put(d.name(), new Seen(d.length(), r));
          } else if (seen.length() != d.length()) {
            throw RefusedException.sources(
                "dimension '"
                    + d.name()
                    + "' differs: "
                    + seen.length()
                    + " in "
                    + archive.label(seen.record())
                    + ", "
                    + d.length()
                    + " in "
                    + archive.label(r)
                    + " (variable '"
                    + v.variable().name()
                    + "'); only concat dimensions may differ in length: "
                    + DimensionAdvice.ofLength(d.name(), archive));
          }
        }
      }
    }
  }

  private MergedVariable merge(String name, List<SourceRecord> records) {
    SourceRecord first = records.get(0);
    Variable example = variable(first, name);
    List<String> dims = example.dimensionNames();
    List<DistinctEncodings.Found> distinct = distinct(name);
    CfEncoding encoding = encoding(name, distinct);
    AttributeMerge attributes = new AttributeMerge(policies.attributes(), name, archive::label);
    Attributes previous = null;
    for (SourceRecord r : examplesOf(name)) {
      Variable v = variable(r, name);
      if (!sameNames(v.dimensions(), dims)) {
        throw permuted(name, dims, first, v.dimensionNames(), r);
      }
      if (previous == null || !v.attributes().equals(previous)) { // mostly they are alike
        attributes.add(withoutEncoding(name, r, encoding), r);
        previous = v.attributes();
      }
    }
    List<Integer> varying = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int d = 0; d < archive.pattern().dims().size(); d++) {
      int patternDim = d;
      boolean varies = dims.stream().anyMatch(dim -> archive.concatDim(dim) == patternDim);
      (varies ? varying : others).add(d);
    }
    SourceRecord owner = varying.isEmpty() ? first : mostComplete(records, others);
    long[] fixed = new long[archive.pattern().dims().size()];
    for (int d = 0; d < fixed.length; d++) {
      fixed[d] = varying.contains(d) ? -1 : archive.index(owner.position(), d);
    }
    return MergedVariable.builder()
        .name(name)
        .dims(dims)
        .varying(varying)
        .fixed(fixed)
        .attributes(
            new EncodingAttributes(example.attributes(), distinct, encoding)
                .with(attributes.merged()))
        .encoding(encoding)
        .sources(records)
        .build();
  }

  private static boolean sameNames(List<Dimension> dimensions, List<String> names) {
    boolean same = dimensions.size() == names.size();
    for (int d = 0; same && d < names.size(); d++) {
      same = dimensions.get(d).name().equals(names.get(d));
    }
    return same;
  }

  private RefusedException permuted(
      String name, List<String> dims, SourceRecord first, List<String> found, SourceRecord r) {
    return RefusedException.sources(
        "variable '"
            + name
            + "' has dimensions "
            + dims
            + " in "
            + archive.label(first)
            + ", but "
            + found
            + " in "
            + archive.label(r)
            + "; "
            + DimensionAdvice.of(name, dims, variable(r, name), r.view()));
  }

  /**
   * Where several keys of other dimensions repeat a variable, it is taken from those that have it
   * most often; of equals, from the first.
   */
  private SourceRecord mostComplete(List<SourceRecord> records, List<Integer> others) {
    if (others.stream().allMatch(d -> archive.size(d) == 1)) {
      return records.get(0);
    }
    Map<Long, long[]> counts = new LinkedHashMap<>();
    Map<Long, SourceRecord> firsts = new LinkedHashMap<>();
    for (SourceRecord r : records) {
      long key = archive.part(r.position(), others);
      firsts.putIfAbsent(key, r);
      counts.computeIfAbsent(key, k -> new long[1])[0]++;
    }
    long best = -1;
    SourceRecord owner = records.get(0);
    for (Map.Entry<Long, long[]> e : counts.entrySet()) {
      if (e.getValue()[0] > best) {
        best = e.getValue()[0];
        owner = Objects.requireNonNull(firsts.get(e.getKey()));
      }
    }
    return owner;
  }

  /** What no encoding decides, and so is left to the attribute policy. */
  private Attributes withoutEncoding(String name, SourceRecord r, CfEncoding target) {
    CfEncoding own = encodingOf(name, r);
    Attributes rest = CfEncoding.described(variable(r, name).attributes());
    rest = ValidRange.converted(rest, own, target);
    return own.time() == null ? rest : rest.without("units", "calendar");
  }

  private CfEncoding encoding(String name, List<DistinctEncodings.Found> distinct) {
    String partner = boundsOf.containsKey(name) ? boundsOf.get(name) : boundsFor(name);
    CfEncoding merged = merged(name, distinct, partner);
    CfEncoding stored = published.encoding(name, boundsOf.get(name));
    boolean keeps =
        stored != null
            && merged.time() != null
            && !stored.isLike(merged)
            && published.holds(stored, name, occurrences, this::encodingOf)
            && (partner == null || partnerHolds(partner));
    return keeps ? Objects.requireNonNull(stored) : merged;
  }

  /** A coordinate and its bounds keep their units together. */
  private boolean partnerHolds(String partner) {
    CfEncoding stored = published.encoding(partner, boundsOf.get(partner));
    return stored != null && published.holds(stored, partner, occurrences, this::encodingOf);
  }

  private CfEncoding merged(
      String name, List<DistinctEncodings.Found> distinct, @Nullable String partner) {
    VariableEncoding wish = archive.recipe().target().encoding().get(name);
    EncodingMerge merge = new EncodingMerge(name, policies, wish, archive::label);
    if (partner != null
        && occurrences.containsKey(partner)
        && distinct.get(0).encoding().time() != null) {
      // A coordinate and its bounds share their units, so they are unified together.
      return merge.mergeTimes(distinct, partner, distinct(partner));
    }
    return merge.merge(distinct);
  }

  private @Nullable String boundsFor(String coordinate) {
    for (Map.Entry<String, String> e : boundsOf.entrySet()) {
      if (e.getValue().equals(coordinate)) {
        return e.getKey();
      }
    }
    return null;
  }

  private List<DistinctEncodings.Found> distinct(String name) {
    List<DistinctEncodings.Found> known = distinct.get(name);
    if (known == null) {
      DistinctEncodings found = new DistinctEncodings();
      if (isFirstAlone(name)) {
        SourceRecord first = examplesOf(name).get(0);
        found.add(encodingOf(name, first), first.values().get(name), first);
        return found.list();
      }
      boolean byHeader = true;
      for (SourceRecord r : examplesOf(name)) {
        byHeader &= !DistinctEncodings.needsValues(encodingOf(name, r));
      }
      List<SourceRecord> all = Objects.requireNonNull(occurrences.get(name));
      for (SourceRecord r : byHeader ? examplesOf(name) : all) {
        found.add(encodingOf(name, r), r.values().get(name), r);
      }
      known = found.list();
      distinct.put(name, known);
    }
    return known;
  }

  /** Whether the first file's values are taken, whatever the others have. */
  private boolean isFirstAlone(String name) {
    return policies.firstCoordinates().contains(name)
        && variable(examplesOf(name).get(0), name).dimensionNames().stream()
            .noneMatch(dim -> archive.concatDim(dim) >= 0);
  }

  private List<SourceRecord> examplesOf(String name) {
    return Objects.requireNonNull(examples.get(name));
  }

  /** Returns the encoding of a variable in one file; quick where the file before has the same. */
  public CfEncoding encodingOf(String name, SourceRecord r) {
    Last known = last.get(name);
    if (known != null && known.variables == r.view().variables()) {
      return known.encoding;
    }
    Variable v = variable(r, name);
    Variable timeOf = ViewEncodings.timeOf(r.view(), v, boundsOf.get(name));
    if (known != null
        && known.type == v.type()
        && known.attributes.equals(v.attributes())
        && known.timeAttributes.equals(timeOf.attributes())) {
      last.put(name, known.in(r.view().variables()));
      return known.encoding;
    }
    CfEncoding e = ViewEncodings.of(v, timeOf, () -> archive.label(r));
    last.put(
        name, new Last(r.view().variables(), v.type(), v.attributes(), timeOf.attributes(), e));
    return e;
  }

  private record Last(
      Map<String, VariableView> variables,
      DataType type,
      Attributes attributes,
      Attributes timeAttributes,
      CfEncoding encoding) {
    Last in(Map<String, VariableView> other) {
      return new Last(other, type, attributes, timeAttributes, encoding);
    }
  }

  /** Returns the coordinates of bounds variables, by the bounds' names. */
  public Map<String, String> boundsOf() {
    return boundsOf;
  }

  private static Variable variable(SourceRecord r, String name) {
    return r.view().required(name).variable();
  }
}
