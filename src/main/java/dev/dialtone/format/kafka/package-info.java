/** The configuration file of Kafka: where it listens, what it tells its clients, its quorum. */
@NullMarked
package dev.dialtone.format.kafka;

import org.jspecify.annotations.NullMarked;
