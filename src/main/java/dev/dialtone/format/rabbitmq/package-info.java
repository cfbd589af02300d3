/** The configuration file of RabbitMQ: where it listens. */
@NullMarked
package dev.dialtone.format.rabbitmq;

import org.jspecify.annotations.NullMarked;
