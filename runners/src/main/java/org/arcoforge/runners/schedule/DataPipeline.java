package org.arcoforge.runners.schedule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes pipelines of Dataflow's Data Pipelines that start a Flex Template, for {@code
 * projects.locations.pipelines.create}.
 */
final class DataPipeline {
  /** What Dataflow's own request has, and this one has not. */
  private static final List<String> UNKNOWN =
      List.of("stagingLocation", "diskSizeGb", "sdkContainerImage");

  private DataPipeline() {}

  static List<Schedule.File> of(Schedule schedule) {
    List<Schedule.File> files = new ArrayList<>();
    for (FlexLaunch launch : schedule.launchesOfTemplate()) {
      files.add(
          new Schedule.File(
              launch.name() + ".pipeline.json", FlexLaunch.text(pipeline(schedule, launch))));
    }
    return files;
  }

  private static ObjectNode pipeline(Schedule schedule, FlexLaunch launch) {
    ObjectNode pipeline = JsonNodeFactory.instance.objectNode();
    pipeline.put("name", launch.place() + "/pipelines/" + launch.name());
    pipeline.put("displayName", launch.name());
    pipeline.put("type", "PIPELINE_TYPE_BATCH");
    pipeline.put("state", "STATE_ACTIVE");
    ObjectNode request = pipeline.putObject("workload").putObject("dataflowFlexTemplateRequest");
    request.put("projectId", launch.project());
    request.put("location", launch.region());
    ObjectNode parameter = launch.parameter();
    ((ObjectNode) parameter.path("environment")).remove(UNKNOWN);
    request.set("launchParameter", parameter);
    pipeline
        .putObject("scheduleInfo")
        .put("schedule", new CronFields(schedule.cron()).withoutSeven())
        .put("timeZone", schedule.isUtc() ? "Etc/UTC" : schedule.zone());
    if (!launch.account().isEmpty()) {
      pipeline.put("schedulerServiceAccountEmail", launch.account());
    }
    return pipeline;
  }
}
