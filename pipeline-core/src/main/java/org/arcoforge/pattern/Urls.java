package org.arcoforge.pattern;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** This says where the files of a pattern are: by templates, a list, or a glob. */
public sealed interface Urls extends Serializable
    permits Urls.Template, Urls.Alternatives, Urls.Files, Urls.Glob {
  /** Returns the URL of the file at a position with those keys. */
  String at(Position position, Map<String, Object> keys);

  /**
   * Checks that these URLs and the pattern's dimensions go together.
   *
   * @throws IllegalArgumentException naming what is missing or too much
   */
  void check(List<PatternDim> dims);

  /** Returns the same URLs as they may be stored and shown. */
  Urls redacted(Redaction redaction);

  /** Returns the templates of which the URLs are made; none for lists and globs. */
  default List<UrlTemplate> templates() {
    return List.of();
  }

  /**
   * Returns the URLs that are left when the pattern is pruned from one list of dimensions to
   * another.
   */
  default Urls prune(List<PatternDim> all, List<PatternDim> fewer) {
    return this;
  }

  /**
   * Returns URLs from a template such as {@code
   * https://host/{time:%Y%m}/file.{time:%Y%m%d}.{variable}.nc}.
   */
  static Urls template(String text) {
    return new Template(UrlTemplate.parse(text));
  }

  /** Returns several templates, of which the first that exists is taken at each position. */
  static Urls alternatives(String... texts) {
    return new Alternatives(Arrays.stream(texts).map(UrlTemplate::parse).toList(), Map.of());
  }

  /** This is a URL template with the names of the pattern's dimensions. */
  record Template(UrlTemplate template) implements Urls {
    @Override
    public String at(Position position, Map<String, Object> keys) {
      return template.expand(keys);
    }

    @Override
    public Urls redacted(Redaction redaction) {
      return Urls.template(redaction.template(template.text()));
    }

    @Override
    public void check(List<PatternDim> dims) {
      template.check(dims);
    }

    @Override
    public List<UrlTemplate> templates() {
      return List.of(template);
    }
  }

  /**
   * These are several URL templates, each of which may name the file at a position.
   *
   * @param templates in the order in which they are looked for
   * @param taken which was found, by the row-major number of the position; the first one at
   *     positions that are not in it
   */
  record Alternatives(List<UrlTemplate> templates, Map<Long, Integer> taken) implements Urls {
    /** Copies list and map, without the first choices. */
    public Alternatives {
      templates = List.copyOf(templates);
      TreeMap<Long, Integer> others = new TreeMap<>(taken);
      others.values().removeIf(k -> k == 0);
      taken = Collections.unmodifiableMap(others);
    }

    @Override
    public String at(Position position, Map<String, Object> keys) {
      return templates.get(taken.getOrDefault(position.number(), 0)).expand(keys);
    }

    @Override
    public Urls redacted(Redaction redaction) {
      return new Alternatives(
          templates.stream().map(t -> UrlTemplate.parse(redaction.template(t.text()))).toList(),
          taken);
    }

    @Override
    public void check(List<PatternDim> dims) {
      templates.forEach(t -> t.check(dims));
    }
  }

  /**
   * This is a list of files, row-major over the dimensions in the order written; it is usually one
   * of them.
   */
  record Files(List<String> files) implements Urls {
    /** Copies the list. */
    public Files {
      files = List.copyOf(files);
    }

    @Override
    public String at(Position position, Map<String, Object> keys) {
      return files.get(Math.toIntExact(position.number()));
    }

    @Override
    public Urls redacted(Redaction redaction) {
      return new Files(files.stream().map(redaction::url).toList());
    }

    @Override
    public void check(List<PatternDim> dims) {
      long n = PatternDim.positions(dims);
      if (n != files.size()) {
        throw new IllegalArgumentException(files.size() + " files for " + n + " positions");
      }
    }

    @Override
    public Urls prune(List<PatternDim> all, List<PatternDim> fewer) {
      long n = PatternDim.positions(fewer);
      List<String> left = new ArrayList<>();
      for (long number = 0; number < n; number++) {
        long rest = number;
        long place = 0;
        long stride = 1;
        for (int d = fewer.size() - 1; d >= 0; d--) {
          long size = fewer.get(d).keys().size();
          place += rest % size * stride;
          rest /= size;
          stride *= all.get(d).keys().size();
        }
        left.add(files.get(Math.toIntExact(place)));
      }
      return new Files(left);
    }
  }

  /**
   * This is a glob whose files are sorted by name, or by the parts of the names that have names, as
   * {@link NamedGlob} tells; it must be {@linkplain #resolve resolved} before use.
   */
  record Glob(String glob) implements Urls {
    /** Returns the glob with its parts. */
    public NamedGlob named() {
      return NamedGlob.parse(glob);
    }

    /**
     * Returns the pattern with the files that were found, keys 0, 1, 2, … along its concat
     * dimension, or what the names say.
     *
     * @throws IllegalArgumentException if none was found, or several without a concat dimension, or
     *     one has a name of another form
     */
    public static FilePattern resolve(FilePattern pattern, List<String> found) {
      List<PatternDim> dims = pattern.dims();
      if (found.isEmpty()) {
        throw new IllegalArgumentException("no file matches " + pattern.urls());
      }
      NamedGlob named = ((Glob) pattern.urls()).named();
      if (!named.names().isEmpty()) {
        return FoundFiles.resolve(pattern, named, found);
      }
      if (!dims.isEmpty()) {
        dims = List.of(dims.get(0).withKeys(new Keys.Range(0, found.size() - 1L, 1)));
      }
      return pattern.toBuilder().urls(new Files(found)).dims(dims).build();
    }

    @Override
    public String at(Position position, Map<String, Object> keys) {
      throw new IllegalStateException("glob " + glob + " is not resolved");
    }

    @Override
    public Urls redacted(Redaction redaction) {
      return new Glob(redaction.template(glob));
    }

    @Override
    public void check(List<PatternDim> dims) {
      List<String> names = named().names();
      long unnamed = dims.stream().filter(d -> !names.contains(d.name())).count();
      if (unnamed > 1) {
        throw new IllegalArgumentException(
            "a glob has one concat dimension or none beside the parts that it names, not "
                + unnamed);
      }
      for (PatternDim d : dims) {
        if (d.kind() == PatternDim.Kind.MERGE && !names.contains(d.name())) {
          throw new IllegalArgumentException(
              "merge dimension '"
                  + d.name()
                  + "' is no part of the glob: write {"
                  + d.name()
                  + "}");
        }
      }
    }
  }
}
