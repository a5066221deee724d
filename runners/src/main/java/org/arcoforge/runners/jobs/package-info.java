/**
 * Jobs on other machines: how Dataflow and Flink are given a pipeline, asked for its state and told
 * to stop, and the documents that start a Dataflow job without a machine of one's own. What engines
 * answer becomes words for people here. It must not know the command line, nor what a bake does.
 */
@NullMarked
package org.arcoforge.runners.jobs;

import org.jspecify.annotations.NullMarked;
