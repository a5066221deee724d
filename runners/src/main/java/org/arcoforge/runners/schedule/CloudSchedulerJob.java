package org.arcoforge.runners.schedule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Writes jobs of Cloud Scheduler that start a Flex Template, for {@code
 * projects.locations.jobs.create}, and beside each the request that is packed into it.
 */
final class CloudSchedulerJob {
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

  private CloudSchedulerJob() {}

  static List<Schedule.File> of(Schedule schedule) {
    List<Schedule.File> files = new ArrayList<>();
    for (FlexLaunch launch : schedule.launchesOfTemplate()) {
      ObjectNode body = launch.body();
      files.add(new Schedule.File(launch.name() + ".launch.json", FlexLaunch.text(body)));
      files.add(
          new Schedule.File(
              launch.name() + ".scheduler.json", FlexLaunch.text(job(schedule, launch, body))));
    }
    return files;
  }

  private static ObjectNode job(Schedule schedule, FlexLaunch launch, ObjectNode body) {
    if (launch.account().isEmpty()) {
      throw new IllegalArgumentException(
          "Cloud Scheduler calls Dataflow as a service account; write in the bakery: runner: {name:"
              + " dataflow, options: {serviceAccount: bakery@my-project.iam.gserviceaccount.com}}");
    }
    ObjectNode job = JsonNodeFactory.instance.objectNode();
    job.put("name", launch.place() + "/jobs/" + launch.name());
    job.put("description", "Bakes " + launch.feedstock() + "/" + launch.recipe());
    job.put("schedule", new CronFields(schedule.cron()).withoutSeven());
    job.put("timeZone", schedule.isUtc() ? "Etc/UTC" : schedule.zone());
    job.put("attemptDeadline", "180s");
    job.putObject("retryConfig").put("retryCount", 1);
    ObjectNode target = job.putObject("httpTarget");
    target.put("uri", launch.url());
    target.put("httpMethod", "POST");
    target.putObject("headers").put("Content-Type", "application/json");
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    target.put("body", Base64.getEncoder().encodeToString(bytes));
    target.putObject("oauthToken").put("serviceAccountEmail", launch.account()).put("scope", SCOPE);
    return job;
  }
}
