package org.arcoforge.pattern;

import com.google.auto.value.AutoBuilder;
import java.io.Serializable;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A file pattern says which files there are: URLs over zero or more dimensions, row-major in the
 * order of the dimensions. Immutable.
 *
 * @param urls where a position's file is
 * @param dims slowest first; none for a single file
 * @param format of the files, {@code auto} to look at their first bytes
 * @param group HDF5 group to read, {@code /} for the root, {@code **} for the whole tree
 * @param filterByKeys GRIB messages to read: values (a text, Long, Double or Boolean) that keys
 *     must have, sorted by key; empty for all
 * @param access how they may be reached
 */
public record FilePattern(
    Urls urls,
    List<PatternDim> dims,
    String format,
    String group,
    Map<String, Object> filterByKeys,
    Access access)
    implements Serializable {
  /** Copies list and map; checks names against the template. */
  public FilePattern {
    dims = List.copyOf(dims);
    filterByKeys = Collections.unmodifiableMap(new TreeMap<>(filterByKeys));
    List<String> names = new ArrayList<>(dims.stream().map(PatternDim::name).toList());
    dims.forEach(d -> names.addAll(d.also()));
    if (names.stream().distinct().count() != names.size()) {
      throw new IllegalArgumentException("two dimensions of the pattern have one name: " + dims);
    }
    urls.check(dims);
  }

  /** Returns a pattern of a URL template, format {@code auto}, root group, open access. */
  public static FilePattern of(String template, PatternDim... dims) {
    return builder().urls(Urls.template(template)).dims(List.of(dims)).build();
  }

  /** Returns the same with another format. */
  public FilePattern withFormat(String other) {
    return toBuilder().format(other).build();
  }

  /** Returns the same with another access. */
  public FilePattern withAccess(Access other) {
    return toBuilder().access(other).build();
  }

  /** Returns the same with another group. */
  public FilePattern withGroup(String other) {
    return toBuilder().group(other).build();
  }

  /** Returns the same with other keys of GRIB messages. */
  public FilePattern withFilterByKeys(Map<String, Object> other) {
    return toBuilder().filterByKeys(other).build();
  }

  /** Returns the number of files; cheap, also for dates. */
  public long size() {
    return PatternDim.positions(dims);
  }

  /**
   * Returns the position of that row-major number.
   *
   * @throws IndexOutOfBoundsException if there are not so many
   */
  public Position position(long number) {
    Long[] index = new Long[dims.size()];
    long rest = number;
    for (int d = dims.size() - 1; d >= 0; d--) {
      long size = dims.get(d).keys().size();
      index[d] = rest % size;
      rest /= size;
    }
    if (rest != 0 || number < 0) {
      throw new IndexOutOfBoundsException("position " + number + " of " + size());
    }
    return new Position(number, List.of(index));
  }

  /** Returns the row-major number of an index along each dimension. */
  public long number(List<Long> index) {
    long number = 0;
    for (int d = 0; d < dims.size(); d++) {
      number = number * dims.get(d).keys().size() + index.get(d);
    }
    return number;
  }

  /** Returns how many URLs a position may have; 1 where it is not one of several. */
  public int alternatives() {
    return Math.max(1, urls.templates().size());
  }

  /** Returns the pattern of one of several alternatives, from 0. */
  public FilePattern choosing(int alternative) {
    return alternatives() == 1
        ? this
        : toBuilder().urls(new Urls.Template(urls.templates().get(alternative))).build();
  }

  /** Returns the pattern of the alternatives that were found, by row-major number. */
  public FilePattern taking(Map<Long, Integer> taken) {
    return toBuilder().urls(new Urls.Alternatives(urls.templates(), taken)).build();
  }

  /** Returns which alternative is taken at a position, by its row-major number. */
  public int taken(long number) {
    return urls instanceof Urls.Alternatives a ? a.taken().getOrDefault(number, 0) : 0;
  }

  /** Returns the same until a bake that begins then, where an end is open. */
  public FilePattern frozen(LocalDateTime now) {
    return withDates(dates -> dates.frozen(now));
  }

  /**
   * Returns the same without dates after that one; open ends are closed.
   *
   * @throws IllegalArgumentException if nothing is left
   */
  public FilePattern until(LocalDateTime last) {
    return withDates(
        d -> new Keys.Dates(d.start(), d.end().isAfter(last) ? last : d.end(), d.step()));
  }

  private FilePattern withDates(UnaryOperator<Keys.Dates> change) {
    if (dims.stream().noneMatch(dim -> dim.keys() instanceof Keys.Dates)) {
      return this;
    }
    List<PatternDim> others = new ArrayList<>();
    for (PatternDim dim : dims) {
      others.add(dim.keys() instanceof Keys.Dates dates ? dim.withKeys(change.apply(dates)) : dim);
    }
    return toBuilder().dims(others).build();
  }

  /**
   * Returns this pattern with the ends and the alternatives that another one of the same recipe has
   * come to.
   */
  public FilePattern asFound(FilePattern other) {
    FilePattern found = toBuilder().dims(other.dims()).build();
    return other.urls() instanceof Urls.Alternatives a && alternatives() > 1
        ? found.taking(a.taken())
        : found;
  }

  /** Returns the key of each dimension at a position, by name, slowest first. */
  public Map<String, Object> keys(Position position) {
    Map<String, Object> keys = new LinkedHashMap<>();
    for (int d = 0; d < dims.size(); d++) {
      keys.put(dims.get(d).name(), dims.get(d).keys().at(position.index().get(d)));
    }
    return keys;
  }

  /** Returns the URL of the file at a position. */
  public String url(Position position) {
    Map<String, Object> keys = keys(position);
    if (urls.templates().stream().anyMatch(UrlTemplate::hasEnds)) {
      for (int d = 0; d < dims.size(); d++) {
        if (dims.get(d).keys() instanceof Keys.Dates dates) {
          String end = dims.get(d).name() + UrlTemplate.END;
          keys.putIfAbsent(end, dates.lastSecond(position.index().get(d)));
        }
      }
    }
    return urls.at(position, keys);
  }

  /** Returns how the URLs of this pattern are written where they are stored or shown. */
  public Redaction redaction() {
    return Redaction.of(access.publicQuery(), format.equalsIgnoreCase("opendap"));
  }

  /** Returns the same pattern as it may be stored and shown: no longer one to read files with. */
  public FilePattern redacted() {
    return toBuilder().urls(urls.redacted(redaction())).access(access.redacted()).build();
  }

  /** Returns the URL of the file at a position as it may be stored and shown. */
  public String shownUrl(Position position) {
    return redaction().url(url(position));
  }

  /** Returns a label for messages: {@code position 3 (time=1981-09-04, variable=sst)}. */
  public String label(Position position) {
    StringBuilder s = new StringBuilder("position ").append(position.number());
    String separator = " (";
    for (Map.Entry<String, Object> key : keys(position).entrySet()) {
      s.append(separator).append(key.getKey()).append('=').append(key.getValue());
      separator = ", ";
    }
    return s.append(separator.equals(", ") ? ")" : "").toString();
  }

  /** Returns the first {@code n} keys of each concat dimension and all of each merge dimension. */
  public FilePattern prune(long n) {
    List<PatternDim> fewer = new ArrayList<>();
    for (PatternDim dim : dims) {
      boolean all = dim.kind() == PatternDim.Kind.MERGE || dim.keys().size() <= n;
      fewer.add(all ? dim : dim.withKeys(new FirstKeys(dim.keys(), n).values()));
    }
    return toBuilder().urls(urls.prune(dims, fewer)).dims(fewer).build();
  }

  /** These are the first keys of another list, as {@code --prune} takes them. */
  private record FirstKeys(Keys keys, long n) {
    Keys values() {
      if (keys instanceof Keys.Dates d) {
        return new Keys.Dates(d.start(), d.at(n - 1), d.step(), d.open());
      }
      if (keys instanceof Keys.Range r) {
        return new Keys.Range(r.start(), r.at(n - 1), r.step());
      }
      return new Keys.Values(((Keys.Values) keys).values().subList(0, Math.toIntExact(n)));
    }
  }

  /**
   * Returns a builder of a pattern of one file, format {@code auto}, root group, all messages, open
   * access.
   */
  public static Builder builder() {
    return new AutoBuilder_FilePattern_Builder()
        .dims(List.of())
        .format("auto")
        .group("/")
        .filterByKeys(Map.of())
        .access(Access.open());
  }

  /** Returns a builder with these values. */
  public Builder toBuilder() {
    return new AutoBuilder_FilePattern_Builder(this);
  }

  /** Builds a {@link FilePattern}; what is not set is as in {@link #of}. */
  @AutoBuilder
  public interface Builder {
    /** Sets {@link FilePattern#urls()}. */
    Builder urls(Urls urls);

    /** Sets {@link FilePattern#dims()}. */
    Builder dims(List<PatternDim> dims);

    /** Sets {@link FilePattern#format()}. */
    Builder format(String format);

    /** Sets {@link FilePattern#group()}. */
    Builder group(String group);

    /** Sets {@link FilePattern#filterByKeys()}. */
    Builder filterByKeys(Map<String, Object> filterByKeys);

    /** Sets {@link FilePattern#access()}. */
    Builder access(Access access);

    /** Returns the value; what has no default must be set. */
    FilePattern build();
  }
}
