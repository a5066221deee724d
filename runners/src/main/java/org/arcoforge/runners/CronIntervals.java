package org.arcoforge.runners;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** Tells how far apart the times of a schedule are. */
final class CronIntervals {
  private static final int TIMES = 40;

  private CronIntervals() {}

  /** Returns the longest time between two of the next runs; zero if there are none. */
  static Duration longest(String cron, String zone, Instant now) {
    ExecutionTime times =
        ExecutionTime.forCron(
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(cron));
    Duration longest = Duration.ZERO;
    ZonedDateTime at = now.atZone(ZoneId.of(zone));
    Optional<ZonedDateTime> next = times.nextExecution(at);
    for (int n = 0; n < TIMES && next.isPresent(); n++) {
      Optional<ZonedDateTime> after = times.nextExecution(next.get());
      if (after.isPresent()) {
        Duration gap = Duration.between(next.get(), after.get());
        longest = gap.compareTo(longest) > 0 ? gap : longest;
      }
      next = after;
    }
    return longest;
  }
}
