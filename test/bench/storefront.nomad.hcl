# A shop as its operators might write it: variables, locals, dynamic blocks, functions, templates.
variable "image_tag" {
  type        = string
  default     = "1.4.2"
  description = "Tag of the shop's images."
}

variable "datacenters" {
  type    = list(string)
  default = ["dc1", "dc2"]
}

variable "frontends" {
  type = map(object({
    count  = number
    memory = number
  }))
  default = {
    desktop = { count = 4, memory = 256 }
    mobile  = { count = 6, memory = 192 }
  }
}

variable "log_level" {
  type    = string
  default = "info"

  validation {
    condition     = contains(["debug", "info", "warn"], var.log_level)
    error_message = "The level must be debug, info or warn."
  }
}

locals {
  registry = "registry.example.com"
  image    = "${local.registry}/shop:${var.image_tag}"
  labels = {
    team    = "shop"
    version = var.image_tag
  }
}

job "storefront" {
  datacenters = [for dc in var.datacenters : lower(dc)]
  type        = "service"
  priority    = 70

  meta = merge(local.labels, { owner = "web" })

  update {
    max_parallel      = 2
    canary            = 2
    min_healthy_time  = "30s"
    healthy_deadline  = "3m"
    progress_deadline = "15m"
    auto_revert       = true
    auto_promote      = true
  }

  constraint {
    attribute = "${attr.kernel.name}"
    value     = "linux"
  }

  spread {
    attribute = "${node.datacenter}"

    target "dc1" {
      percent = 60
    }

    target "dc2" {
      percent = 40
    }
  }

  dynamic "group" {
    for_each = var.frontends
    labels   = ["frontend-${group.key}"]

    content {
      count = group.value.count

      network {
        port "http" {
          to = 8080
        }

        port "metrics" {}
      }

      service {
        name     = "storefront-${group.key}"
        provider = "nomad"
        port     = "http"
        tags     = [group.key, "v${var.image_tag}"]

        check {
          type     = "http"
          path     = "/health"
          interval = "10s"
          timeout  = "2s"
        }
      }

      restart {
        attempts = 3
        interval = "10m"
        delay    = "15s"
        mode     = "fail"
      }

      reschedule {
        delay          = "30s"
        delay_function = "exponential"
        max_delay      = "1h"
        unlimited      = true
      }

      task "server" {
        driver       = "docker"
        kill_timeout = "20s"

        config {
          image = local.image
          ports = ["http", "metrics"]
          args  = ["--listen", ":${NOMAD_PORT_http}", "--level", var.log_level]
        }

        env {
          PORT     = "${NOMAD_PORT_http}"
          LOG_JSON = true
          WORKERS  = group.value.memory / 64
          LABELS   = jsonencode(local.labels)
        }

        template {
          destination = "local/app.toml"
          change_mode = "restart"

          data = <<-EOT
            [server]
            level = "${upper(var.log_level)}"
            %{ for dc in var.datacenters ~}
            dc = "${dc}"
            %{ endfor ~}
          EOT
        }

        resources {
          cpu        = 500
          memory     = group.value.memory
          memory_max = group.value.memory * 2
        }
      }

      task "log-shipper" {
        driver = "docker"

        lifecycle {
          hook    = "poststart"
          sidecar = true
        }

        config {
          image = "${local.registry}/shipper:2"
        }

        resources {
          cpu    = 50
          memory = 64
        }
      }
    }
  }

  group "cache" {
    count = 3

    ephemeral_disk {
      sticky  = true
      migrate = true
      size    = 500
    }

    network {
      port "db" {
        static = 6379
      }
    }

    task "redis" {
      driver = "docker"

      config {
        image = "redis:7.2"
        ports = ["db"]
      }

      resources {
        cpu    = 200
        memory = 128
      }
    }
  }
}
