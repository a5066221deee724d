package org.arcoforge.recipe.yaml;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.arcoforge.pattern.Access;
import org.arcoforge.pattern.Checksums;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.NamedGlob;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.pattern.SecretSigns;
import org.arcoforge.pattern.TemplateException;
import org.arcoforge.pattern.UrlTemplate;
import org.arcoforge.pattern.Urls;
import org.arcoforge.yaml.Yaml;
import org.jspecify.annotations.Nullable;

/** Reads a pattern: where its files are, its dimensions, and that the two go together. */
final class PatternSection {
  /** More files than this no bake comes to an end with. */
  private static final long MOST_FILES = 20_000_000;

  private static final int LONGEST_HEADER = 500;
  private static final String NAMES = "names";

  private final Yaml yaml;
  private final List<Yaml> dimPlaces;
  private final List<@Nullable PatternDim> dims = new ArrayList<>();

  private PatternSection(Yaml yaml) {
    this.yaml = yaml;
    this.dimPlaces = yaml.get("dims").map(Yaml::items).orElse(List.of());
  }

  /** Returns the pattern; null if something is wrong in it, all of which is told. */
  static @Nullable FilePattern read(Yaml yaml) {
    int before = yaml.problems().count();
    PatternSection section = new PatternSection(yaml);
    section.readDims();
    section.checkCount();
    Urls urls = section.urls();
    Access access = yaml.sound("access").map(PatternSection::access).orElseGet(Access::open);
    section.checkChecksums();
    if (urls == null || !yaml.sound() || yaml.problems().count() > before) {
      return null;
    }
    List<PatternDim> all = section.dims.stream().flatMap(Stream::ofNullable).toList();
    return yaml.attempt(
        () -> {
          FilePattern pattern =
              FilePattern.builder()
                  .urls(urls)
                  .dims(all)
                  .format(yaml.text("format", "auto"))
                  .group(yaml.text("group", "/"))
                  .filterByKeys(filterByKeys(yaml))
                  .access(access)
                  .build();
          return yaml.get(NAMES).isEmpty()
              ? pattern
              : Urls.Glob.resolve(pattern, section.resolved(yaml.texts("files")));
        });
  }

  /** What would be heeded for nothing is refused, as far as format or URLs say what they name. */
  private void checkChecksums() {
    String format = yaml.text("format", "auto");
    boolean said = format.equals("opendap") || format.equals("zarr");
    Optional<String> url = format.equals("auto") ? manyRequests() : Optional.empty();
    if (said || url.isPresent()) {
      yaml.get("access")
          .flatMap(access -> access.get("checksums"))
          .ifPresent(
              checksums ->
                  checksums.problem(
                      "'checksums' are of files, and "
                          + (said ? "with format: " + format : "at '" + url.orElse("") + "'")
                          + " a data set is read by many requests that nobody has digests of",
                      "leave checksums out"));
    }
  }

  /** The first URL whose name is that of a data set of OPeNDAP or Zarr. */
  private Optional<String> manyRequests() {
    Stream<String> one = Stream.of("url", "glob", NAMES).map(key -> yaml.text(key, ""));
    Stream<String> several = Stream.of("url", "files").flatMap(key -> yaml.texts(key).stream());
    return Stream.concat(one, several)
        .filter(text -> text.matches("(?i)(dap2?|dods)://.*|[^?#]*\\.zarr/?([?#].*)?"))
        .findFirst();
  }

  private static Map<String, Object> filterByKeys(Yaml yaml) {
    Map<String, Object> keys = new TreeMap<>();
    yaml.sound("filter_by_keys")
        .ifPresent(filter -> filter.map().forEach((key, value) -> keys.put(key, value.scalar())));
    return keys;
  }

  private void readDims() {
    Keys counted = null;
    boolean glob = yaml.get("glob").isPresent() || yaml.get(NAMES).isPresent();
    List<String> parts = parts();
    int files = yaml.get("files").map(y -> y.items().size()).orElse(0);
    if (glob) {
      counted = new Keys.Range(0, 0, 1); // until the glob is resolved
    } else if (files > 0 && dimPlaces.size() == 1) {
      counted = new Keys.Range(0, files - 1L, 1);
    }
    Set<String> names = new LinkedHashSet<>();
    for (Yaml place : dimPlaces) {
      if (glob) {
        refuseKeys(place, parts);
      }
      dims.add(DimSection.read(place, counted));
      Stream.concat(DimSection.name(place).stream(), DimSection.also(place).stream())
          .filter(name -> !names.add(name.raw()))
          .forEach(name -> name.problem("two dimensions have the name '" + name.raw() + "'", ""));
    }
    List<Yaml> unnamed =
        dimPlaces.stream()
            .filter(p -> DimSection.name(p).filter(n -> parts.contains(n.raw())).isEmpty())
            .toList();
    if (glob && unnamed.size() > 1) {
      unnamed
          .get(1)
          .problem(
              "a glob has one concat dimension or none, found " + unnamed.size(),
              "write {name} in it where the names of files differ, or a url with {name} for each"
                  + " dimension");
    }
  }

  /** The parts of names that a glob, or what stands for one, names. */
  private List<String> parts() {
    Yaml glob = yaml.sound("glob").or(() -> yaml.sound(NAMES)).orElse(null);
    try {
      return glob == null ? List.of() : NamedGlob.parse(glob.raw()).names();
    } catch (TemplateException e) {
      tell(java.util.Objects.requireNonNull(glob), e);
      return List.of();
    }
  }

  /** A pattern of more files than can be baked is likely a mistake in its keys. */
  private void checkCount() {
    double files = 1;
    double most = 0;
    int largest = 0;
    for (int d = 0; d < dims.size(); d++) {
      PatternDim dim = dims.get(d);
      double keys = dim == null ? 1 : dim.keys().size();
      files *= keys;
      largest = keys > most ? d : largest;
      most = Math.max(most, keys);
    }
    if (files > MOST_FILES) {
      dimPlaces
          .get(largest)
          .problem(
              String.format(
                  Locale.ROOT,
                  "the pattern has %,.0f files, which no bake comes to an end with (at most %,d)",
                  files,
                  MOST_FILES),
              "are start, stop and step right?");
    }
  }

  private static void refuseKeys(Yaml dim, List<String> parts) {
    boolean named = DimSection.name(dim).filter(n -> parts.contains(n.raw())).isPresent();
    for (Yaml.Entry entry : dim.entries()) {
      List<String> refused = List.of("dates", "range", "keys", "merge").subList(0, named ? 3 : 4);
      if (refused.contains(entry.key().raw())) {
        entry
            .key()
            .problem(
                "'"
                    + entry.key().raw()
                    + "' cannot be used with a glob, whose files are only"
                    + " known when it is looked at",
                "remove it, or write a url with {name}");
      }
    }
  }

  private @Nullable Urls urls() {
    Yaml url = yaml.sound("url").orElse(null);
    if (url != null && isList(url)) {
      List<UrlTemplate> templates = new ArrayList<>();
      for (Yaml item : url.items()) {
        if (template(item) instanceof Urls.Template t) {
          templates.add(t.template());
        }
      }
      return url.sound() ? new Urls.Alternatives(templates, Map.of()) : null;
    }
    if (url != null) {
      return template(url);
    }
    Yaml files = yaml.sound("files").orElse(null);
    if (files != null) {
      return files(files);
    }
    Yaml glob = yaml.sound("glob").orElse(null);
    if (glob == null) {
      return null;
    }
    Location.check(glob);
    return new Urls.Glob(Location.resolve(yaml.problems().file(), glob.raw(), false));
  }

  private @Nullable Urls template(Yaml url) {
    Location.check(url);
    UrlTemplate template;
    try {
      template = UrlTemplate.parse(url.raw());
    } catch (TemplateException e) {
      tell(url, e);
      return null;
    }
    List<String> names =
        dimPlaces.stream().flatMap(d -> DimSection.name(d).stream()).map(Yaml::raw).toList();
    boolean namesKnown =
        names.size() == dimPlaces.size()
            && yaml.get("dims").map(PatternSection::isList).orElse(true);
    boolean dimsKnown = dims.size() == names.size() && !dims.contains(null);
    if (dimsKnown && namesKnown) {
      List<PatternDim> all = dims.stream().flatMap(java.util.stream.Stream::ofNullable).toList();
      template.faults(all).forEach(fault -> tell(url, fault));
    } else if (namesKnown) {
      template.unknownNames(names).forEach(fault -> tell(url, fault));
    }
    unused(template);
    if (!url.sound()) {
      return null;
    }
    return Urls.template(Location.resolve(yaml.problems().file(), url.raw(), true));
  }

  private static boolean isList(Yaml yaml) {
    return yaml.kind() == Yaml.Kind.LIST;
  }

  private void unused(UrlTemplate template) {
    for (int d = 0; d < dims.size(); d++) {
      PatternDim dim = dims.get(d);
      String reason = dim == null ? "" : template.unused(dim);
      if (!reason.isEmpty()) {
        Yaml name = DimSection.name(dimPlaces.get(d)).orElseThrow();
        boolean missing = !template.names().contains(name.raw());
        name.problem(reason, missing ? "write {" + name.raw() + "} where the url differs" : "");
      }
    }
  }

  private static void tell(Yaml url, TemplateException fault) {
    url.problemAt(fault.offset(), fault.fault(), fault.hint());
  }

  private List<String> resolved(List<String> files) {
    return files.stream()
        .map(file -> Location.resolve(yaml.problems().file(), file, false))
        .toList();
  }

  private @Nullable Urls files(Yaml files) {
    files.items().forEach(Location::check);
    List<String> resolved = resolved(files.items().stream().map(Yaml::raw).toList());
    Yaml names = yaml.sound(NAMES).orElse(null);
    if (names != null) {
      return new Urls.Glob(names.raw());
    }
    if (dimPlaces.isEmpty() && resolved.size() > 1) {
      files.problem(
          resolved.size() + " files, but no dimension along which they follow each other",
          "add dims: [{concat: time}]");
      return null;
    }
    List<PatternDim> all = dims.stream().flatMap(java.util.stream.Stream::ofNullable).toList();
    Urls.Files urls = new Urls.Files(resolved);
    if (all.size() != dimPlaces.size()) {
      return null;
    }
    return files.attempt(
        () -> {
          urls.check(all);
          return urls;
        });
  }

  private static Access access(Yaml yaml) {
    Map<String, String> headers = new TreeMap<>();
    yaml.get("headers").map(Yaml::entries).orElse(List.of()).stream()
        .peek(PatternSection::refuseSecret)
        .forEach(e -> headers.put(e.key().raw(), e.value().raw()));
    return new Access(
        headers,
        yaml.text("auth", ""),
        (int) yaml.integer("concurrency_per_host", 8),
        new TreeSet<>(yaml.texts("public_query")),
        yaml.get("checksums").map(ChecksumSection::read).orElse(Checksums.none()));
  }

  private static void refuseSecret(Yaml.Entry header) {
    String name = header.key().raw();
    String value = header.value().raw();
    if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
      header
          .key()
          .problem("expected the name of an HTTP header, found " + header.key().found(), "");
    } else if (!SecretSigns.isHarmlessHeader(name) || SecretSigns.isToken(value)) {
      header
          .key()
          .problem(
              "header '" + name + "' may carry a secret, which must not stand here",
              "write access: {auth: NAME}, which the bakery binds to the secret; headers that may"
                  + " stand here: "
                  + SecretSigns.harmlessHeaders());
    } else if (value.length() > LONGEST_HEADER || !value.matches("[\\x20-\\x7e]*")) {
      header
          .value()
          .problem(
              "header '"
                  + name
                  + "': expected one line of at most "
                  + LONGEST_HEADER
                  + " ASCII characters",
              "");
    }
  }
}
