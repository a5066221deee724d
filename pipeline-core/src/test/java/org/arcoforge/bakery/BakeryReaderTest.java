package org.arcoforge.bakery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.arcoforge.bakery.Bakery.Limits;
import org.arcoforge.bakery.Bakery.Prices;
import org.arcoforge.bakery.Bakery.RunnerChoice;
import org.arcoforge.bakery.WritePolicy.NotPermittedException;
import org.arcoforge.bakery.WritePolicy.Writer;
import org.arcoforge.secret.SecretBinding;
import org.arcoforge.secret.SecretBinding.SecretPlace;
import org.arcoforge.source.Sources.Cache;
import org.arcoforge.yaml.Problem;
import org.junit.jupiter.api.Test;

class BakeryReaderTest {
  static final String STORES = "scratch: gs://s/a\npersistent: gs://p/a\ncatalog: gs://c/a\n";

  static List<String> problems(String text) {
    return BakeryReader.read("b.yaml", text, n -> null, true).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  static Bakery bakery(String text, Map<String, String> env) {
    Bakeries.Result result = BakeryReader.read("dir/b.yaml", text, env::get, true);
    assertEquals(List.of(), result.problems(), text);
    return Objects.requireNonNull(result.bakery());
  }

  @Test
  void theFiveKeysThatThereHaveAlwaysBeenAreEnough() {
    Bakery b = bakery(STORES + "cache: file:///tmp/c\npublic_url: https://d.org/x\n", Map.of());
    assertEquals("b", b.name());
    assertEquals("gs://s/a/", b.scratch());
    assertEquals("gs://p/a/", b.persistent());
    assertEquals("file:///tmp/c/", b.cache().url());
    assertEquals("https://d.org/x/", b.publicUrl());
    assertEquals(Limits.none(), b.limits());
    assertEquals(WritePolicy.none(), b.policy());
  }

  @Test
  void aCacheHasLimitsWhereItSaysSo() {
    String limited = "cache: {url: gs://c/x, max_size: 500GB, expire: P2W}\n";
    assertEquals(
        new Cache("gs://c/x/", 500_000_000_000L, Duration.ofDays(14)),
        bakery(STORES + limited, Map.of()).cache());
    assertEquals(Cache.at("s3://c/"), bakery(STORES + "cache: s3://c\n", Map.of()).cache());
    String wrong = problems(STORES + "cache: {url: \"ftp://c\", max_size: 3 pies}\n").toString();
    assertTrue(wrong.contains("500GB") || wrong.contains("5TB"), wrong);
  }

  @Test
  void earthdataIsSentAsItsValueIsUnlessItIsSaid() {
    for (String place :
        List.of("env: EDL", "file: /x", "secret_manager: projects/x/secrets/y/versions/1")) {
      String text = "secrets: {earthdata: {" + place + "}}\n";
      assertEquals(
          SecretBinding.SecretUse.earthdataAsItIs(),
          Objects.requireNonNull(
                  bakery(STORES + text, Map.of()).reach().secrets().byNeed().get("earthdata"))
              .use());
    }
  }

  @Test
  void everyKeyIsRead() {
    Bakery b =
        bakery(
            STORES
                + """
                description: mine
                runner: {name: dataflow, options: {region: europe-west1, numWorkers: 3}}
                secrets:
                  earthdata: {netrc: urs.earthdata.nasa.gov}
                  key: {env: KEY, as: {query: apikey}}
                  sm: {secret_manager: projects/x/secrets/y/versions/3, as: basic}
                  own: {netrc: {host: h.org, file: /etc/netrc}}
                  adc: {application_default: true}
                  sa: {impersonate: "a@b.iam.gserviceaccount.com"}
                egress: {allow_hosts: ["*.noaa.gov"], allow_private: [10.0.0.0/8], allow_files: [/data]}
                prices: {core_hour: 0.1, currency: EUR}
                limits: {objects: 10, bytes: 5TB, workers: 4, hours: 1.5, cost: 20}
                policy:
                  scratch: {expires: P7D, prefix: "${WHO}/x"}
                  persistent: {create_only: true, writers: ["a@b"], branch: main}
                """,
            Map.of("WHO", "ada"));
    assertEquals("gs://s/a/ada/x/", b.scratch());
    assertEquals(
        new RunnerChoice("dataflow", Map.of("region", "europe-west1", "numWorkers", "3")),
        b.runner());
    assertEquals(6, b.reach().secrets().byNeed().size());
    assertEquals(
        "earthdata_login",
        Objects.requireNonNull(b.reach().secrets().byNeed().get("earthdata")).use().toString());
    assertEquals(
        new SecretPlace(SecretPlace.Kind.NETRC, "h.org", "/etc/netrc"),
        Objects.requireNonNull(b.reach().secrets().byNeed().get("own")).place());
    assertEquals(List.of("*.noaa.gov"), b.reach().egress().hosts());
    assertEquals(List.of("/data"), b.reach().folders());
    assertEquals(new Prices(0.1, 0.003557, 0.005, "EUR"), b.prices());
    assertEquals(new Limits(10, 5_000_000_000_000L, 4, 1.5, 20), b.limits());
    assertEquals(new WritePolicy("P7D", "ada/x", true, List.of("a@b"), "main"), b.policy());
  }

  @Test
  void whatIsWrongIsToldWithItsPlaceAndWhatWasMeant() {
    assertEquals(
        List.of("b.yaml:4:1: unknown key 'catalogue' in the bakery (did you mean 'catalog'?)"),
        problems("scratch: gs://s\npersistent: gs://p\n\ncatalogue: gs://c\n"));
    String all =
        String.join(
            "\n",
            problems(
                """
                scratch: ftp://s
                persistent: gs://p
                runner: {name: dataflwo}
                secrets: {a: {env: X, file: y}, B: {env: X}, c: {env: $X}, d: {gcloud_token: false}}
                egress: {allow_private: [10.0.0.0/40], allow_hosts: ["http://x"]}
                limits: {bytes: 5 apples}
                policy: {scratch: {prefix: ../other, expires: soon}}
                """));
    for (String expected :
        List.of(
            "b.yaml:1:10: 'scratch': no store is at 'ftp://'",
            "missing key 'catalog' in the bakery",
            "b.yaml:3:16: 'name': unknown value 'dataflwo' (did you mean 'dataflow'?)",
            "'env' and 'file' exclude each other",
            "expected the name of a need, found 'B'",
            "b.yaml:4:55: 'env': expected the name of a variable, found '$X'",
            "'gcloud_token': expected true",
            "expected at most 32 bits after '/'",
            "expected the name of a host",
            "'bytes': expected bytes, as 5TB",
            "'prefix': expected names between slashes",
            "'expires': expected a period")) {
      assertTrue(all.contains(expected), expected + "\nis not in\n" + all);
    }
  }

  @Test
  void variablesAreNamedAndMustBeSet() {
    String text = "scratch: ${BUCKET}/x\npersistent: gs://p\ncatalog: gs://c-$HOME\n";
    List<String> told = problems(text);
    assertEquals(2, told.size(), told.toString());
    assertTrue(told.get(0).contains("b.yaml:1:10: the environment variable BUCKET is not set"));
    assertTrue(told.get(1).contains("expected variables as ${NAME}"), told.get(1));
    assertEquals(
        "s3://b/x/", bakery(text.replace("-$HOME", ""), Map.of("BUCKET", "s3://b")).scratch());
  }

  @Test
  void shippedBakeriesAreReadOnceTheirVariablesAreSet() throws IOException {
    Map<String, String> env =
        Map.of(
            "ARCO_USER", "ada",
            "ARCO_SERVICE_ACCOUNT", "bakery@leap.iam.gserviceaccount.com",
            "ARCO_CATALOG", "gs://leap-catalog",
            "OSN_BUCKET", "pod",
            "AWS_ENDPOINT_URL_S3", "https://nyu1.osn.mghpcc.org",
            "SCRATCH_BUCKET", "gs://hub-scratch/ada",
            "PERSISTENT_BUCKET", "gs://hub-persistent",
            "JUPYTERHUB_USER", "ada",
            "ARCO_STORE", "file:///shared",
            "FLINK_MASTER", "host:8081");
    for (String name : Bakeries.NAMES) {
      Bakeries.Result lenient = Bakeries.read(name, Path.of("x"), n -> null, false);
      assertEquals(List.of(), lenient.problems(), name);
      Bakeries.Result read = Bakeries.read(name, Path.of("x"), env::get, true);
      assertEquals(List.of(), read.problems(), name);
      Bakery b = assertNotNullAnd(read.bakery());
      assertTrue(b.places().stream().noneMatch(p -> p.url().contains("$")), b.toString());
      assertTrue(!read.description().isEmpty(), name);
    }
  }

  private static Bakery assertNotNullAnd(@org.jspecify.annotations.Nullable Bakery bakery) {
    assertNotNull(bakery);
    return bakery;
  }

  @Test
  void localBakeryIsWhatItsRootSays() throws IOException {
    Path root = Path.of("/somewhere/else");
    Bakery read = assertNotNullAnd(Bakeries.read("local", root, n -> null, true).bakery());
    Bakery plain = Bakery.local(root);
    assertEquals(plain.places(), read.places());
    assertEquals(plain.reach(), read.reach());
  }

  @Test
  void onAHubNothingIsKeptAtHome() throws IOException {
    Map<String, String> env =
        Map.of(
            "SCRATCH_BUCKET", "gs://hub-scratch/ada",
            "PERSISTENT_BUCKET", "gs://hub-persistent",
            "JUPYTERHUB_USER", "ada");
    Bakery b = assertNotNullAnd(Bakeries.read("pangeo-hub", Path.of("x"), env::get, true).bakery());
    assertEquals("", b.cache().url());
    assertEquals("", b.headers());
    assertTrue(b.places().stream().allMatch(p -> p.url().startsWith("gs://")), b.toString());
    assertTrue(b.scratch().endsWith("/arcoforge/ada/"), b.scratch());
  }

  @Test
  void misspelledBakeryIsToldWithTheNameThatWasMeant() {
    IOException e =
        org.junit.jupiter.api.Assertions.assertThrows(
            IOException.class, () -> Bakeries.text("leap-gpc"));
    assertTrue(e.toString().contains("did you mean 'leap-gcp'?"), e.toString());
  }

  @Test
  void rulesAreCitedWithWhatToDo() throws NotPermittedException {
    WritePolicy policy = new WritePolicy("", "", true, List.of("bakery@x"), "main");
    Writer right = new Writer(() -> Optional.of("bakery@x"), () -> Optional.of("main"));
    policy.check("b", WritePolicy.Kind.CREATES, right);
    Map<String, Writer> wrong =
        Map.of(
            "policy.persistent.writers: [bakery@x], and you are ada@x",
            new Writer(() -> Optional.of("ada@x"), () -> Optional.of("main")),
            "you are nobody of these",
            new Writer(Optional::empty, () -> Optional.of("main")),
            "policy.persistent.branch: main, and this is the branch mine; bake with --prune N",
            new Writer(() -> Optional.of("bakery@x"), () -> Optional.of("mine")));
    wrong.forEach(
        (words, writer) -> {
          NotPermittedException e =
              org.junit.jupiter.api.Assertions.assertThrows(
                  NotPermittedException.class,
                  () -> policy.check("b", WritePolicy.Kind.CREATES, writer));
          assertTrue(e.toString().contains(words), e.toString());
        });
    NotPermittedException e =
        org.junit.jupiter.api.Assertions.assertThrows(
            NotPermittedException.class, () -> policy.check("b", WritePolicy.Kind.REPLACES, right));
    assertTrue(e.toString().contains("create_only: true"), e.toString());
  }

  @Test
  void waysToBucketsAreChecked() {
    assertEquals(List.of(), problems(STORES + "buckets: {\"gs://b\": {requester_pays: p}}"));
    for (String wrong :
        List.of(
            "buckets: {b: {requester_pays: p}}",
            "buckets: {\"s3://b/c\": {requester_pays: true}}",
            "buckets: {\"s3://b\": {keys: none}}",
            "secrets: {k: {env: X}}\nbuckets: {\"s3://b\": {keys: k}}",
            "buckets: {\"gs://b\": {requester_pays: true}}",
            "buckets: {\"gs://b\": {endpoint: \"https://h\"}}",
            "buckets: {\"s3://b\": {requester_pays: p}}")) {
      assertEquals(1, problems(STORES + wrong).size(), wrong);
    }
  }
}
