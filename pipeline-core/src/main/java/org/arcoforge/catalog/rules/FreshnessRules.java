package org.arcoforge.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says that scheduled bakes go on, by the records that they leave beside the catalog. */
final class FreshnessRules {
  private FreshnessRules() {}

  static List<CatalogRule> rules() {
    return List.of(
        CatalogRule.collection(
                "fresh.schedule",
                "a feedstock with a schedule was baked within two of its periods (and a day)",
                "see whether its schedule still runs ('arco schedule'), and what it says",
                FreshnessRules::schedule)
            .warning(),
        CatalogRule.collection(
                "fresh.failed",
                "the last run of a recipe did not fail",
                "see what it says ('arco runs'), and bake again",
                FreshnessRules::failed)
            .warning());
  }

  private static Map<String, JsonNode> last(RuleSubject s) {
    Map<String, JsonNode> last = new TreeMap<>();
    for (JsonNode run : s.all().runs().getOrDefault(s.feedstock(), List.of())) {
      if (TimeRules.instant(run.path("began").asText()).isPresent()) {
        last.merge(run.path("recipe").asText(), run, (a, b) -> began(a).isAfter(began(b)) ? a : b);
      }
    }
    return last;
  }

  private static Instant began(JsonNode run) {
    return TimeRules.instant(run.path("began").asText()).orElse(Instant.EPOCH);
  }

  /** Judged by runs only: one that found nothing new leaves no version. */
  private static void schedule(RuleSubject s) {
    String cron = s.document().path("arco:schedule").path("cron").asText();
    Optional<Duration> period = period(cron);
    Map<String, JsonNode> last = last(s);
    if (period.isEmpty() || last.isEmpty()) {
      return;
    }
    Instant newest =
        last.values().stream().map(FreshnessRules::began).max(Instant::compareTo).orElseThrow();
    if (newest.plus(period.get().multipliedBy(2)).plus(Duration.ofDays(1)).isBefore(s.now())) {
      s.say(
          "/arco:schedule/cron",
          "a run since " + s.now().minus(period.get().multipliedBy(2)),
          "the last one began " + newest);
    }
  }

  /** The longest time between two runs of five cron fields, about; empty if it is none. */
  static Optional<Duration> period(String cron) {
    String[] fields = cron.strip().split("\\s+");
    if (fields.length != 5) {
      return Optional.empty();
    }
    if (!isEvery(fields[3])) {
      return Optional.of(Duration.ofDays(366));
    } else if (!isEvery(fields[2])) {
      return Optional.of(Duration.ofDays(31));
    } else if (!isEvery(fields[4])) {
      return Optional.of(Duration.ofDays(7));
    }
    return Optional.of(isEvery(fields[1]) ? Duration.ofHours(1) : Duration.ofDays(1));
  }

  private static boolean isEvery(String field) {
    return field.equals("*") || field.equals("?");
  }

  private static void failed(RuleSubject s) {
    last(s)
        .forEach(
            (recipe, run) -> {
              if (run.path("status").asText().toLowerCase(Locale.ROOT).equals("failed")) {
                s.say(
                    RuleSubject.pointer("arco:versions", recipe),
                    "a last run that did not fail",
                    "one of " + began(run) + " that did: " + run.path("firstProblem").asText());
              }
            });
  }
}
