package org.arcoforge.bakery;

import static org.arcoforge.yaml.Shape.choice;
import static org.arcoforge.yaml.Shape.keyed;
import static org.arcoforge.yaml.Shape.list;
import static org.arcoforge.yaml.Shape.optional;
import static org.arcoforge.yaml.Shape.required;
import static org.arcoforge.yaml.Shape.text;
import static org.arcoforge.yaml.Shape.whole;

import java.util.List;
import org.arcoforge.yaml.Shape;
import org.arcoforge.yaml.Shape.ByteSize;

/** The table of a bakery's keys, of which its reader and its JSON schema are made. */
final class BakeryShapes {
  private BakeryShapes() {}

  static Shape bakery() {
    return keyed(
        "the keys of a bakery",
        optional("description", text(), "what it is, in one line"),
        required("scratch", text(), "URL for what expires, as gs://bucket/folder"),
        required("persistent", text(), "URL for what is published, as gs://bucket/folder"),
        required("catalog", text(), "URL of the STAC catalog, as gs://bucket/folder"),
        optional("cache", cache(), "where fetched files are kept: a folder or a bucket"),
        optional("inbox", text(), "URL for what 'arco upload' brings, as gs://bucket/inbox"),
        optional(
            "buckets",
            new Shape.MapOf("buckets, as s3://name, and how they are reached", bucket(), 0),
            "how buckets are reached where the environment does not say it"),
        optional("public_url", text(), "URL at which others read the persistent store"),
        optional("runner", runner(), "what bakes run on"),
        optional(
            "secrets",
            new Shape.MapOf("needs and where their secrets are", secret(), 0),
            "where the secrets are that recipes need by name"),
        optional("egress", egress(), "what feedstocks may reach"),
        optional("prices", prices(), "what the operator pays, for estimates"),
        optional("limits", limits(), "the most that one bake may take"),
        optional("policy", policy(), "who may write where"));
  }

  private static Shape cache() {
    return new Shape.Either(
        "a URL, or {url, max_size, expire}",
        List.of(
            text(),
            keyed(
                "{url, max_size, expire}",
                required("url", text(), "a folder or a bucket, as file:///folder or gs://bucket"),
                optional("max_size", size(), "beyond which nothing is added, as 500GB"),
                optional(
                    "expire",
                    text("a period", "P\\d{1,5}[DWM]", "P30D"),
                    "after which what is kept is ignored, as P30D"))));
  }

  private static Shape size() {
    return new Shape.Either(
        "bytes, as 5TB",
        List.of(
            whole("a whole number from 1", 1, Long.MAX_VALUE),
            text("bytes, as 5TB", ByteSize.FORM, "TB is 10^12")));
  }

  private static Shape bucket() {
    return keyed(
        "{keys, endpoint, requester_pays}",
        optional("keys", text(), "secret that is bound as s3_keys"),
        optional(
            "endpoint",
            text("an address", "https?://\\S+", "https://host"),
            "address of a service that speaks S3"),
        optional(
            "requester_pays",
            new Shape.Either("a project, or true", List.of(text(), new Shape.Truth("true"))),
            "project that pays for gs://; true for s3://"));
  }

  private static Shape runner() {
    return keyed(
        "{name, options}",
        required("name", choice("direct", "dataflow", "flink"), "direct, dataflow or flink"),
        optional(
            "options",
            new Shape.MapOf("options of the runner", new Shape.Scalar("text or a number"), 0),
            "options of the Beam runner, as {region: europe-west1}"));
  }

  private static Shape secret() {
    List<Shape.Key> keys =
        List.of(
            optional("env", variable(), "name of the environment variable that holds it"),
            optional("file", text(), "path of a file that only its owner may read"),
            optional("netrc", netrc(), "host whose entry in ~/.netrc holds it"),
            optional(
                "secret_manager",
                text(
                    "the name of a version",
                    "projects/[^/\\s]+/secrets/[^/\\s]+/versions/[^/\\s]+",
                    "projects/x/secrets/y/versions/latest"),
                "name of a version in Google's Secret Manager"),
            optional(
                "gcloud_token", yes(), "the token that gcloud prints; an hour, never on workers"),
            optional(
                "application_default", yes(), "a token of the application default credentials"),
            optional(
                "impersonate",
                text(
                    "a service account",
                    "[^@\\s]+@[^@\\s]+",
                    "bakery@project.iam.gserviceaccount.com"),
                "service account whose token is sent"),
            optional(
                "as", use(), "how it is sent: bearer, unless the place says user and password"),
            optional(
                "hosts", list(text()), "the only hosts that get it; *.example.org for all below"));
    return new Shape.Keyed(
        "{env | file | netrc | secret_manager | …, as, hosts}",
        keys,
        List.of(
            new Shape.ExactlyOne(
                keys.stream().map(Shape.Key::name).filter(n -> !n.matches("as|hosts")).toList())));
  }

  private static Shape variable() {
    return text("the name of a variable", "[A-Za-z_][A-Za-z0-9_]*", "the name alone, without $");
  }

  private static Shape yes() {
    return new Shape.Truth("true");
  }

  private static Shape netrc() {
    return new Shape.Either(
        "a host, or {host, file}",
        List.of(
            text(),
            keyed(
                "{host, file}",
                required("host", text(), "machine of the entry"),
                optional("file", text(), "path of the netrc file"))));
  }

  private static Shape use() {
    Shape.Keyed named =
        new Shape.Keyed(
            "{query: KEY}, {header: NAME}, {login: HOST} or {private_key: USER}",
            List.of(
                optional("private_key", text(), "user who logs in by SSH with it"),
                optional("query", text(), "key of the URL's query"),
                optional("header", text("a header", "[A-Za-z0-9-]+", ""), "name of the header"),
                optional("login", text(), "host that asks for user and password on the way")),
            List.of(new Shape.ExactlyOne(List.of("query", "header", "login", "private_key"))));
    return new Shape.Either(
        "bearer, basic, earthdata_login, private_key, cleartext, s3_keys, {query: KEY}, {header: NAME}, {login:"
            + " HOST} or {private_key: USER}",
        List.of(
            choice("bearer", "basic", "earthdata_login", "private_key", "cleartext", "s3_keys"),
            named));
  }

  private static Shape egress() {
    return keyed(
        "{allow_hosts, allow_private, allow_files, host_keys}",
        optional("allow_hosts", list(text()), "the only hosts; *.example.org for all below"),
        optional("allow_private", list(text()), "hosts and ranges that may be inside a network"),
        optional("allow_files", list(text()), "folders of local files that feedstocks may read"),
        optional(
            "host_keys",
            new Shape.MapOf("hosts and the fingerprints of their keys", hostKey(), 0),
            "keys of SSH servers, for sftp://"));
  }

  private static Shape hostKey() {
    Shape print = text("a fingerprint", "SHA256:[A-Za-z0-9+/]{43}", "as ssh-keygen -lf prints it");
    return new Shape.Either("a fingerprint, or a list of them", List.of(print, list(print)));
  }

  private static Shape prices() {
    Shape price = new Shape.Decimal("a number from 0", 0);
    return keyed(
        "{core_hour, gigabyte_hour, thousand_writes, currency}",
        optional("core_hour", price, "of one virtual processor for an hour"),
        optional("gigabyte_hour", price, "of 10^9 bytes of memory for an hour"),
        optional("thousand_writes", price, "of a thousand requests that create or list"),
        optional("currency", text("three letters", "[A-Z]{3}", "USD"), "as USD"));
  }

  private static Shape limits() {
    return keyed(
        "{objects, bytes, workers, hours, cost}",
        optional(
            "objects", whole("a whole number from 1", 1, Long.MAX_VALUE), "that a bake writes"),
        optional("bytes", size(), "of the result, uncompressed"),
        optional("workers", whole("a whole number from 1", 1, 100_000), "at once"),
        optional("hours", new Shape.Decimal("a number from 0", 0), "from beginning to end"),
        optional(
            "cost",
            new Shape.Decimal("a number from 0", 0),
            "of a Dataflow job's workers, at the bakery's prices"));
  }

  private static Shape policy() {
    return keyed(
        "{scratch, persistent}",
        optional(
            "scratch",
            keyed(
                "{expires, prefix}",
                optional(
                    "expires",
                    text("a period", "P\\d+[DWM]", "P7D"),
                    "after which it is deleted, as P7D"),
                optional("prefix", text(), "below which everybody keeps to their own")),
            "what expires"),
        optional(
            "persistent",
            keyed(
                "{create_only, writers, branch}",
                optional(
                    "create_only", new Shape.Truth("true or false"), "objects are never replaced"),
                optional("writers", list(text()), "accounts that may write"),
                optional("branch", text(), "from which it is written")),
            "what is published"));
  }
}
