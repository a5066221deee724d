package org.arcoforge.bakery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.arcoforge.bakery.Bakery.Limits;
import org.arcoforge.bakery.Bakery.Prices;
import org.arcoforge.bakery.Bakery.RunnerChoice;
import org.arcoforge.egress.Egress;
import org.arcoforge.pattern.Spelling;
import org.arcoforge.secret.SecretBinding;
import org.arcoforge.secret.SecretBindings;
import org.arcoforge.source.Reach;
import org.arcoforge.source.Reach.BucketAccess;
import org.arcoforge.source.Sources.Cache;
import org.arcoforge.yaml.Problem;
import org.arcoforge.yaml.Problems;
import org.arcoforge.yaml.Shape.ByteSize;
import org.arcoforge.yaml.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * Reads a bakery: YAML 1.2 after the table that the JSON schema {@code bakery.schema.json} is made
 * from. All problems are found in one reading, with their places.
 */
final class BakeryReader {
  private static final List<String> SCHEMES = List.of("gs", "s3", "file", "memory");

  private final String name;
  private final Variables variables;

  private BakeryReader(String name, Variables variables) {
    this.name = name;
    this.variables = variables;
  }

  /**
   * Reads a text.
   *
   * @param file path of the text, for messages and as the bakery's name
   * @param env values of the variables that it may name
   * @param needed whether a variable that is not set is a problem; else its name stays
   */
  static Bakeries.Result read(
      String file, String text, UnaryOperator<@Nullable String> env, boolean needed) {
    Problems problems = new Problems(file, "bakery", "'arco bakery show local' shows one");
    Yaml root = problems.parse(text);
    Bakery bakery = null;
    String description = "";
    if (root != null) {
      Variables variables = new Variables(env, needed);
      BakeryShapes.bakery().check(root);
      variables.check(root);
      description = root.text("description", "");
      bakery = new BakeryReader(name(file), variables).bakery(root);
    }
    List<Problem> found = problems.sorted();
    return new Bakeries.Result(found.isEmpty() ? bakery : null, description, found);
  }

  private static String name(String file) {
    return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)
        .replaceFirst("\\.ya?ml$", "");
  }

  private Bakery bakery(Yaml root) {
    SecretBindings secrets = new SecretSection(variables).read(root.get("secrets").orElse(null));
    Reach reach =
        new Reach(
            false,
            folders(root),
            root.get("egress").map(this::egress).orElse(Egress.open()),
            secrets,
            hostKeys(root),
            buckets(root, secrets),
            "");
    WritePolicy policy = root.get("policy").map(this::policy).orElse(WritePolicy.none());
    return new Bakery(
        name,
        url(root, "scratch") + prefix(root, policy),
        url(root, "persistent"),
        url(root, "catalog"),
        cache(root),
        url(root, "inbox"),
        Bakery.folder(variables.in(root.text("public_url", ""))),
        root.get("runner").map(this::runner).orElse(RunnerChoice.none()),
        reach,
        root.get("prices").map(BakeryReader::prices).orElse(Prices.standard()),
        root.get("limits").map(BakeryReader::limits).orElse(Limits.none()),
        policy);
  }

  /** A URL alone, or with limits. */
  private Cache cache(Yaml root) {
    Yaml yaml = root.sound("cache").orElse(null);
    if (yaml == null || yaml.kind() == Yaml.Kind.TEXT) {
      return Cache.at(url(root, "cache"));
    }
    Cache none = Cache.at("");
    Yaml most = yaml.sound("max_size").orElse(null);
    Long bytes = most == null ? none.mostBytes() : most.attempt(() -> ByteSize.parse(most.raw()));
    String expire = yaml.text("expire", "");
    return new Cache(
        url(yaml, "url"),
        bytes == null ? none.mostBytes() : bytes,
        expire.isEmpty() ? none.expire() : period(expire));
  }

  /** A month has 31 days here: what is kept a day longer does no harm. */
  private static Duration period(String text) {
    long number = Long.parseLong(text.substring(1, text.length() - 1));
    return Duration.ofDays(number * (text.endsWith("M") ? 31 : text.endsWith("W") ? 7 : 1));
  }

  private String url(Yaml root, String key) {
    Yaml yaml = root.sound(key).orElse(null);
    if (yaml == null) {
      return "";
    }
    String url = variables.in(yaml.raw());
    int end = url.indexOf("://");
    String scheme = end < 0 ? "" : url.substring(0, end);
    if (!scheme.isEmpty() && !SCHEMES.contains(scheme) && variables.isKnown(scheme)) {
      yaml.problem(
          "'" + key + "': no store is at '" + scheme + "://'", Spelling.hint(scheme, SCHEMES));
    }
    return Bakery.folder(url);
  }

  /** The part below which a person keeps to their own; it must not lead out of scratch. */
  private static String prefix(Yaml root, WritePolicy policy) {
    String prefix = policy.prefix();
    if (prefix.matches("/.*|(.*/)?\\.\\.?(/.*)?|.*//.*")) {
      root.get("policy")
          .flatMap(p -> p.get("scratch"))
          .flatMap(s -> s.sound("prefix"))
          .ifPresent(
              p ->
                  p.problem(
                      "'prefix': expected names between slashes, found '" + prefix + "'", ""));
    }
    return Bakery.folder(prefix);
  }

  private RunnerChoice runner(Yaml yaml) {
    Map<String, String> options = new LinkedHashMap<>();
    yaml.get("options")
        .map(Yaml::entries)
        .orElse(List.of())
        .forEach(e -> options.put(e.key().raw(), variables.in(e.value().raw())));
    return new RunnerChoice(yaml.text("name", ""), options);
  }

  private List<String> folders(Yaml root) {
    return root.get("egress").map(e -> variables.texts(e, "allow_files")).orElse(List.of()).stream()
        .map(f -> Path.of(f).toAbsolutePath().normalize().toString())
        .toList();
  }

  private Map<String, BucketAccess> buckets(Yaml root, SecretBindings secrets) {
    Map<String, BucketAccess> all = new LinkedHashMap<>();
    for (Yaml.Entry entry : root.get("buckets").map(Yaml::entries).orElse(List.of())) {
      String url = variables.in(entry.key().raw()).replaceFirst("/$", "");
      boolean google = url.startsWith("gs://");
      if (variables.isKnown(entry.key().raw()) && !url.matches("(gs|s3)://[^/]+")) {
        entry.key().problem("expected the URL of a bucket, found '" + url + "'", "as s3://name");
      } else if (entry.value().sound()) {
        String keys = entry.value().text("keys", "");
        String endpoint = variables.in(entry.value().text("endpoint", ""));
        String payer = variables.in(entry.value().text("requester_pays", ""));
        if (!keys.isEmpty() && !isBoundToKeys(secrets, keys)) {
          entry
              .value()
              .problem(
                  "'keys': the secret '" + keys + "' is not bound as s3_keys",
                  "write secrets: {" + keys + ": {file: PATH, as: s3_keys}}");
        }
        if (google && !(keys + endpoint).isEmpty()) {
          entry.value().problem("'keys' and 'endpoint' are of s3:// only", "");
        }
        if (!payer.isEmpty() && google == payer.equals("true")) {
          entry
              .value()
              .problem(
                  google
                      ? "'requester_pays': expected the project that pays, found true"
                      : "'requester_pays': expected true, found '" + payer + "'",
                  google ? "a project as my-project" : "of s3:// it is who has the keys");
        }
        all.put(url, new BucketAccess(keys, endpoint, payer));
      }
    }
    return all;
  }

  private static boolean isBoundToKeys(SecretBindings secrets, String need) {
    SecretBinding bound = secrets.byNeed().get(need);
    return bound != null && bound.use().kind() == SecretBinding.SecretUse.Way.S3_KEYS;
  }

  private static Map<String, List<String>> hostKeys(Yaml root) {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    root.get("egress")
        .flatMap(e -> e.get("host_keys"))
        .map(Yaml::entries)
        .orElse(List.of())
        .forEach(
            e ->
                keys.put(
                    e.key().raw().toLowerCase(Locale.ROOT),
                    e.value().kind() == Yaml.Kind.TEXT
                        ? List.of(e.value().raw())
                        : e.value().items().stream().map(Yaml::raw).toList()));
    return keys;
  }

  private Egress egress(Yaml yaml) {
    variables.checkEach(yaml, "allow_hosts", Egress::checkHost);
    variables.checkEach(yaml, "allow_private", Egress::checkInside);
    return yaml.sound()
            && yaml.get("allow_hosts").map(Yaml::sound).orElse(true)
            && yaml.get("allow_private").map(Yaml::sound).orElse(true)
        ? new Egress(
            variables.texts(yaml, "allow_hosts"), variables.texts(yaml, "allow_private"), false)
        : Egress.open();
  }

  private static Prices prices(Yaml yaml) {
    Prices usual = Prices.standard();
    return new Prices(
        number(yaml, "core_hour", usual.coreHour()),
        number(yaml, "gigabyte_hour", usual.gigabyteHour()),
        number(yaml, "thousand_writes", usual.thousandWrites()),
        yaml.text("currency", usual.currency()));
  }

  private static double number(Yaml yaml, String key, double otherwise) {
    return yaml.sound(key).map(Yaml::number).orElse(otherwise);
  }

  private static Limits limits(Yaml yaml) {
    Limits none = Limits.none();
    Yaml bytes = yaml.sound("bytes").orElse(null);
    Long most = bytes == null ? none.bytes() : bytes.attempt(() -> ByteSize.parse(bytes.raw()));
    return new Limits(
        yaml.integer("objects", none.objects()),
        most == null ? none.bytes() : most,
        yaml.integer("workers", none.workers()),
        number(yaml, "hours", none.hours()),
        number(yaml, "cost", none.cost()));
  }

  private WritePolicy policy(Yaml yaml) {
    Yaml scratch = yaml.get("scratch").orElse(null);
    Yaml persistent = yaml.get("persistent").orElse(null);
    return new WritePolicy(
        scratch == null ? "" : scratch.text("expires", ""),
        scratch == null ? "" : variables.in(scratch.text("prefix", "")),
        persistent != null && persistent.text("create_only", "false").equals("true"),
        persistent == null ? List.of() : variables.texts(persistent, "writers"),
        persistent == null ? "" : variables.in(persistent.text("branch", "")));
  }
}
