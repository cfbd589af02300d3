package dev.dialtone.model;

import dev.dialtone.source.Text;
import java.util.List;

/**
 * A service of a project, as its configuration describes it: nothing is concluded yet.
 *
 * @param name its name
 * @param at where its name is written (in the file that defines it first)
 * @param image the image's reference; empty text if none is given
 * @param build how the image is built: one entry, or none
 * @param command what replaces the image's command: one entry, or none; an empty exec list clears
 *     it
 * @param entrypoint what replaces the image's entrypoint, likewise
 * @param environment variables from {@code environment} and {@code env_file}, each name once, the
 *     winner; those of the image are not among them
 * @param environmentComplete false if an {@code env_file} could not be read
 * @param ports published ports
 * @param expose ports it says it listens on
 * @param dependencies what must come before it
 * @param healthcheck what the project says of its health
 * @param networkMode the namespace it runs in
 * @param attachments the networks it is on; empty unless the mode is {@link NetworkMode.Networks}
 * @param hostname its {@code hostname}; empty if none is given
 * @param containerName its {@code container_name}; empty if none is given
 * @param profiles the profiles that start it; empty for always
 * @param replicas how many containers it has
 * @param restart what happens when it ends
 * @param restartPolicy {@code restart} as written; empty if it is not given
 * @param labels labels of its containers with their values
 * @param swarmLabels labels of the service itself, which it has in a swarm
 * @param anyAddress whether its processes may bind to addresses that its networks do not give it:
 *     the kernel lets them ({@code net.ipv4.ip_nonlocal_bind}), or they can add some themselves
 *     ({@code NET_ADMIN}, {@code privileged})
 * @param platformService whether something else than a container stands behind it ({@code
 *     provider})
 * @param fragment whether it lacks what a service needs (image or build), so that another file must
 *     complete it
 * @param tasks what its container is given to do, in this order
 */
public record Service(
    ServiceName name,
    Text at,
    Text image,
    List<Build> build,
    List<CommandLine> command,
    List<CommandLine> entrypoint,
    List<Variable> environment,
    boolean environmentComplete,
    List<PublishedPort> ports,
    List<Text> expose,
    List<Dependency> dependencies,
    Healthcheck healthcheck,
    NetworkMode networkMode,
    List<Attachment> attachments,
    Text hostname,
    Text containerName,
    List<ExtraHost> extraHosts,
    List<Link> links,
    List<Text> externalLinks,
    List<Text> volumesFrom,
    List<Text> profiles,
    Value<Integer> replicas,
    Restart restart,
    Text restartPolicy,
    List<Mount> mounts,
    List<Variable> labels,
    List<Variable> swarmLabels,
    Text workingDirectory,
    Text user,
    boolean anyAddress,
    boolean platformService,
    boolean fragment,
    List<Task> tasks) {
  public Service {
    build = List.copyOf(build);
    command = List.copyOf(command);
    entrypoint = List.copyOf(entrypoint);
    environment = List.copyOf(environment);
    ports = List.copyOf(ports);
    expose = List.copyOf(expose);
    dependencies = List.copyOf(dependencies);
    attachments = List.copyOf(attachments);
    extraHosts = List.copyOf(extraHosts);
    links = List.copyOf(links);
    externalLinks = List.copyOf(externalLinks);
    volumesFrom = List.copyOf(volumesFrom);
    profiles = List.copyOf(profiles);
    mounts = List.copyOf(mounts);
    labels = List.copyOf(labels);
    swarmLabels = List.copyOf(swarmLabels);
    tasks = List.copyOf(tasks);
  }

  /** The same service with these mounts. */
  public Service withMounts(List<Mount> others) {
    return new Service(
        name,
        at,
        image,
        build,
        command,
        entrypoint,
        environment,
        environmentComplete,
        ports,
        expose,
        dependencies,
        healthcheck,
        networkMode,
        attachments,
        hostname,
        containerName,
        extraHosts,
        links,
        externalLinks,
        volumesFrom,
        profiles,
        replicas,
        restart,
        restartPolicy,
        others,
        labels,
        swarmLabels,
        workingDirectory,
        user,
        anyAddress,
        platformService,
        fragment,
        tasks);
  }
}
