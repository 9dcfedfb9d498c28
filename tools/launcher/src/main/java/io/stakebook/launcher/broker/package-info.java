/** The Kafka broker's process: formats its storage on the first start and then is Kafka in KRaft mode, nothing else. */
@NullMarked
package io.stakebook.launcher.broker;

import org.jspecify.annotations.NullMarked;
