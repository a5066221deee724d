/**
 * The beginning of a run on a worker: which run a launched job is, what its first step found, who
 * holds the lease while it works, and when it is over. Here the pipeline's steps and the command
 * line look the same run up. It must not know Apache Beam, nor which engine runs the job.
 */
@NullMarked
package org.arcoforge.bake.launch;

import org.jspecify.annotations.NullMarked;
