package org.arcoforge.runners.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.bakery.Bakery.Limits;
import org.arcoforge.bakery.BakeryCheck;
import org.arcoforge.bakery.WritePolicy;
import org.arcoforge.bakery.WritePolicy.Writer;
import org.arcoforge.commit.UserName;

/** Writes bakeries, and what was found of them, for people and machines. */
public final class BakeryText {
  private BakeryText() {}

  /** Prints one line for each store, and who one is. */
  public static void print(
      Bakery bakery, List<BakeryCheck.Finding> findings, Writer writer, PrintWriter out) {
    for (BakeryCheck.Finding f : findings) {
      out.printf("%-10s  %-4s  %s: %s%n", f.place(), f.good() ? "good" : "BAD", f.url(), f.words());
    }
    bakery
        .reach()
        .secrets()
        .byNeed()
        .forEach(
            (need, bound) ->
                out.printf("%-10s        %s from %s%n", "secret", need, bound.place()));
    out.printf("%-10s        %s%n", "you", who(bakery, writer));
    writer.branch().ifPresent(b -> out.printf("%-10s        %s%n", "branch", b));
    String rules = rules(bakery.policy());
    if (!rules.isEmpty()) {
      out.printf("%-10s        %s%n", "rules", rules);
    }
  }

  private static String who(Bakery bakery, Writer writer) {
    boolean google = bakery.places().stream().anyMatch(p -> p.url().startsWith("gs://"));
    String user = UserName.ofProcess();
    return google
        ? writer.account().orElse("no service account (a person, or without credentials)")
        : "the user " + (user.isEmpty() ? "unknown" : user) + " of this machine";
  }

  private static String rules(WritePolicy policy) {
    StringBuilder rules = new StringBuilder();
    if (!policy.expires().isEmpty()) {
      rules.append("scratch expires after ").append(policy.expires()).append("; ");
    }
    if (policy.createOnly()) {
      rules.append("persistent is create-only; ");
    }
    if (!policy.writers().isEmpty()) {
      rules.append("written by ").append(String.join(", ", policy.writers())).append("; ");
    }
    if (!policy.branch().isEmpty()) {
      rules.append("from the branch ").append(policy.branch()).append("; ");
    }
    return rules.isEmpty() ? "" : rules.substring(0, rules.length() - 2);
  }

  /** Returns what was found as JSON. */
  public static ObjectNode json(Bakery bakery, List<BakeryCheck.Finding> findings, Writer writer) {
    ObjectNode root = JsonText.object().put("bakery", bakery.name());
    root.put("you", who(bakery, writer));
    writer.branch().ifPresent(b -> root.put("branch", b));
    ArrayNode all = root.putArray("findings");
    for (BakeryCheck.Finding f : findings) {
      all.addObject()
          .put("place", f.place())
          .put("url", f.url())
          .put("good", f.good())
          .put("found", f.words());
    }
    return root;
  }

  /** Returns a bakery as JSON; bindings of secrets are places, never values. */
  public static ObjectNode json(Bakery bakery, String description) {
    ObjectNode root = JsonText.object().put("name", bakery.name()).put("description", description);
    bakery.places().forEach(p -> root.put(p.key(), p.url()));
    if (!bakery.publicUrl().isEmpty()) {
      root.put("public_url", bakery.publicUrl());
    }
    ObjectNode runner = root.putObject("runner").put("name", bakery.runner().name());
    bakery.runner().options().forEach(runner.putObject("options")::put);
    ObjectNode secrets = root.putObject("secrets");
    bakery
        .reach()
        .secrets()
        .byNeed()
        .forEach(
            (need, bound) -> {
              ObjectNode one = secrets.putObject(need);
              one.put("from", bound.place().toString()).put("as", bound.use().toString());
              bound.hosts().forEach(one.putArray("hosts")::add);
            });
    ObjectNode egress = root.putObject("egress");
    bakery.reach().egress().hosts().forEach(egress.putArray("allow_hosts")::add);
    bakery.reach().egress().inside().forEach(egress.putArray("allow_private")::add);
    bakery.reach().folders().forEach(egress.putArray("allow_files")::add);
    ObjectNode keys = egress.putObject("host_keys");
    bakery.reach().hostKeys().forEach((host, prints) -> prints.forEach(keys.putArray(host)::add));
    root.put("inbox", bakery.inbox());
    ObjectNode buckets = root.putObject("buckets");
    bakery
        .reach()
        .buckets()
        .forEach(
            (url, how) ->
                buckets
                    .putObject(url)
                    .put("keys", how.keys())
                    .put("endpoint", how.endpoint())
                    .put("requester_pays", how.payer()));
    limits(bakery.limits(), root.putObject("limits"));
    policy(bakery.policy(), root.putObject("policy"));
    return root;
  }

  private static void limits(Limits limits, ObjectNode node) {
    put(node, "objects", limits.objects());
    put(node, "bytes", limits.bytes());
    put(node, "workers", limits.workers());
    if (!Double.isInfinite(limits.hours())) {
      node.put("hours", limits.hours());
    }
  }

  private static void put(ObjectNode node, String key, long limit) {
    if (limit != Long.MAX_VALUE) {
      node.put(key, limit);
    }
  }

  private static void policy(WritePolicy policy, ObjectNode node) {
    node.putObject("scratch").put("expires", policy.expires()).put("prefix", policy.prefix());
    ObjectNode persistent =
        node.putObject("persistent")
            .put("create_only", policy.createOnly())
            .put("branch", policy.branch());
    policy.writers().forEach(persistent.putArray("writers")::add);
  }
}
