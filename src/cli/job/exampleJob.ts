/** What `job init` writes: a job that this simulator can run, with a word about each part. */
export const exampleJob = `# A job says what is to run; \`nomad job run\` hands it to the servers.
job "example" {
  # service: runs until it is stopped. Others are batch, system and sysbatch.
  type = "service"

  # Where it may run. Without this line: anywhere.
  datacenters = ["*"]

  # How a new version takes the place of the old one.
  update {
    # So many allocations at a time.
    max_parallel = 1

    # Healthy is what has been running for so long ...
    min_healthy_time = "10s"

    # ... within this time. Otherwise the deployment fails.
    healthy_deadline  = "5m"
    progress_deadline = "10m"

    # A failed deployment goes back to the last good version.
    auto_revert = false

    # With canaries the new version is tried beside the old one until it is promoted.
    canary = 0
  }

  # The tasks of a group are placed together, on one node.
  group "cache" {
    # How many allocations of the group there are.
    count = 1

    network {
      # Any free port of the node, mapped to this one inside.
      port "db" {
        to = 6379
      }
    }

    # A task that ends is started again on its node; too often, and the allocation has failed.
    restart {
      attempts = 2
      interval = "30m"
      delay    = "15s"
      mode     = "fail"
    }

    # Scratch space that the tasks share.
    ephemeral_disk {
      size = 300
    }

    task "redis" {
      driver = "docker"

      config {
        image = "redis:7"
        ports = ["db"]
      }

      # What is set aside for the task: MHz and MiB.
      resources {
        cpu    = 500
        memory = 256
      }
    }
  }
}
`;

/** The same without words. */
export const shortExampleJob = `job "example" {
  group "cache" {
    network {
      port "db" {
        to = 6379
      }
    }

    task "redis" {
      driver = "docker"

      config {
        image = "redis:7"
        ports = ["db"]
      }

      resources {
        cpu    = 500
        memory = 256
      }
    }
  }
}
`;

/** Two groups that talk through Consul's service mesh, which no simulated node has. */
export const connectExampleJob = `job "example" {
  group "api" {
    network {
      mode = "bridge"
    }

    service {
      name = "example-api"
      port = "9001"

      connect {
        sidecar_service {}
      }
    }

    task "web" {
      driver = "docker"

      config {
        image = "example/api:1"
      }
    }
  }

  group "dashboard" {
    network {
      mode = "bridge"

      port "http" {
        static = 9002
        to     = 9002
      }
    }

    service {
      name = "example-dashboard"
      port = "http"

      connect {
        sidecar_service {
          proxy {
            upstreams {
              destination_name = "example-api"
              local_bind_port  = 8080
            }
          }
        }
      }
    }

    task "dashboard" {
      driver = "docker"

      env {
        API_ADDRESS = "http://\${NOMAD_UPSTREAM_ADDR_example_api}"
      }

      config {
        image = "example/dashboard:1"
      }
    }
  }
}
`;
