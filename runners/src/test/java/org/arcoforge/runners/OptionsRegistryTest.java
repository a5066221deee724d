package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.SdkHarnessOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OptionsRegistryTest {
  @AfterEach
  void wholeAgain() {
    PipelineOptionsFactory.resetCache();
  }

  private static Set<Class<? extends PipelineOptions>> registered() {
    return PipelineOptionsFactory.getRegisteredOptions();
  }

  @Test
  void listedOptionsAreLeftOutUntilTheyAreNeeded() throws InterruptedException {
    OptionsRegistry.begin(PipelineOptionsFactory::resetCache).join();
    assertFalse(registered().contains(SdkHarnessOptions.class), registered().toString());
    assertFalse(registered().contains(DirectOptions.class), registered().toString());

    DirectOptions direct = PipelineOptionsFactory.create().as(DirectOptions.class);
    direct.setTargetParallelism(1);
    assertEquals(1, direct.getTargetParallelism());
    assertFalse(registered().contains(SdkHarnessOptions.class), registered().toString());

    OptionsRegistry.complete();
    assertTrue(registered().contains(SdkHarnessOptions.class), registered().toString());
    PipelineOptions named = PipelineOptionsFactory.fromArgs("--targetParallelism=3").create();
    assertEquals(3, named.as(DirectOptions.class).getTargetParallelism());
  }
}
