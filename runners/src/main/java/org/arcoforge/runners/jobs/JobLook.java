package org.arcoforge.runners.jobs;

import org.arcoforge.beam.RemoteJob;

/**
 * A job look is what an engine says of a job.
 *
 * @param state of the job
 * @param word for it, as the engine has it
 * @param page at which people look at the job
 */
public record JobLook(RemoteJob.State state, String word, String page) {}
