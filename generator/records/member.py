"""A member: one co-operative of the federation, as `members/<slug>.yml` describes it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from generator.languages import N_
from generator.records.identifiers import Identifiers
from generator.records.offer import Need, Offer
from generator.records.record import Code, Record, VocabularyCode
from generator.records.scalars import (
    SDG,
    Area,
    AtecoCode,
    Count,
    Country,
    Day,
    EmailAddress,
    Latitude,
    Line,
    Longitude,
    Phone,
    Postcode,
    Prose,
    ServiceCode,
    Slug,
    Truth,
    WebAddress,
    Year,
)


class Status(Code):
    """Where a co-operative stands in its life."""

    ACTIVE = "active", N_("Active")
    FORMING = "forming", N_("Being formed")
    WINDING_UP = "winding_up", N_("Winding up")
    CEASED = "ceased", N_("Ceased")


class SocialType(Code):
    """Law 381 of 1991, article 1: services to persons (A), work integration (B), or both."""

    A = "A", N_("Type A: social, health and educational services")
    B = "B", N_("Type B: work for disadvantaged people")
    BOTH = "A+B", N_("Types A and B")


class Profile(Code):
    """What sets a co-operative apart, beyond its form and its trade."""

    COMMUNITY = "community", N_("Community co-operative")
    ENERGY_COMMUNITY = "energy_community", N_("Renewable energy community")
    WORKER_BUYOUT = "worker_buyout", N_("Workers' buyout")
    START_UP = "start_up", N_("Start-up")
    INNOVATIVE = "innovative", N_("Innovative enterprise")
    PLATFORM = "platform", N_("Platform co-operative")
    YOUTH = "youth", N_("Led by young people")
    WOMEN = "women", N_("Led by women")
    CONFISCATED_ASSETS = "confiscated_assets", N_("Works assets confiscated from the mafia")
    CONSORTIUM = "consortium", N_("Consortium")


class RevenueClass(Code):
    """Yearly revenue in euro."""

    UP_TO_100K = "up_to_100k", N_("up to €100,000")
    TO_500K = "100k_500k", N_("€100,000 to €500,000")
    TO_2M = "500k_2m", N_("€500,000 to €2 million")
    TO_10M = "2m_10m", N_("€2 to €10 million")
    TO_50M = "10m_50m", N_("€10 to €50 million")
    OVER_50M = "over_50m", N_("over €50 million")


class RelationKind(Code):
    """How this member stands to another, read from this member."""

    MEMBER_OF = "member_of", N_("is a member of")
    PARTNER_OF = "partner_of", N_("works with")
    SUPPLIER_OF = "supplier_of", N_("supplies")
    TEMPORARY_ASSOCIATION = "temporary_association", N_("bids together with")
    BORN_FROM = "born_from", N_("was born from")
    MERGED_INTO = "merged_into", N_("has merged into")


class ChannelKind(Code):
    """Where a member publishes; the labels are names."""

    FACEBOOK = "facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram"
    LINKEDIN = "linkedin", "LinkedIn"
    YOUTUBE = "youtube", "YouTube"
    MASTODON = "mastodon", "Mastodon"
    BLUESKY = "bluesky", "Bluesky"
    TELEGRAM = "telegram", "Telegram"
    WHATSAPP = "whatsapp", "WhatsApp"
    X = "x", "X"
    PODCAST = "podcast", "Podcast"
    OTHER = "other", N_("Other channel")


class Activity(Record):
    """One economic activity, by ATECO 2025."""

    ateco: AtecoCode = Field(
        title=N_("ATECO code"), description=N_("The activity's code of ATECO 2025, such as 88.91.00.")
    )
    main: Truth = Field(
        default=False, title=N_("Main activity"), description=N_("True for the activity that earns most.")
    )


class Address(Record):
    """The registered office."""

    street: Line | None = Field(
        default=None, title=N_("Street"), description=N_("Street and number, as on an envelope.")
    )
    postcode: Postcode | None = Field(
        default=None, title=N_("Postcode"), description=N_("With its leading zeros: 00195.")
    )
    municipality: Line = Field(
        title=N_("Municipality"),
        description=N_("The ISTAT code of the municipality (015146 is Milan); outside Italy its name."),
        json_schema_extra={"x-vocabulary": "municipalities"},
    )
    country: Country = Field(default="IT", title=N_("Country"), description=N_("Two letters of ISO 3166: IT, SM, FR."))
    latitude: Latitude | None = Field(
        default=None,
        title=N_("Latitude"),
        description=N_("Degrees north, where the municipality's centre is not good enough."),
    )
    longitude: Longitude | None = Field(
        default=None,
        title=N_("Longitude"),
        description=N_("Degrees east, where the municipality's centre is not good enough."),
    )

    @model_validator(mode="after")
    def _both_or_none(self) -> Address:
        if (self.latitude is None) != (self.longitude is None):
            raise PydanticCustomError("half_a_point", "latitude and longitude together")
        return self


class Size(Record):
    """How large the co-operative is, in a given year."""

    members: Count | None = Field(
        default=None, title=N_("People who are members"), description=N_("How many members the co-operative has.")
    )
    employees: Count | None = Field(default=None, title=N_("Employees"), description=N_("How many people it employs."))
    revenue_class: RevenueClass | None = Field(
        default=None, title=N_("Revenue"), description=N_("The class of yearly revenue.")
    )
    year: Year | None = Field(default=None, title=N_("Year"), description=N_("The year that these figures are of."))


class Contacts(Record):
    """Ways to reach the co-operative; offices and roles, never private persons."""

    email: EmailAddress | None = Field(
        default=None, title=N_("E-mail"), description=N_("A shared mailbox, such as info@.")
    )
    pec: EmailAddress | None = Field(
        default=None, title=N_("Certified e-mail (PEC)"), description=N_("The certified mailbox.")
    )
    phone: Phone | None = Field(
        default=None, title=N_("Phone"), description=N_("The switchboard, such as +39 030 1234567.")
    )
    website: WebAddress | None = Field(default=None, title=N_("Website"), description=N_("With https:// in front."))
    role: Line | None = Field(
        default=None, title=N_("Who answers"), description=N_("An office or a role: secretariat, sales.")
    )


class Channel(Record):
    """A place where the co-operative publishes."""

    kind: ChannelKind = Field(title=N_("Channel"), description=N_("Which network or medium."))
    url: WebAddress = Field(title=N_("Address"), description=N_("The address of the channel."))


class Certification(Record):
    """A certificate that is held."""

    name: Line = Field(title=N_("Name"), description=N_("Such as ISO 9001, SA8000, Biologico."))
    body: Line | None = Field(default=None, title=N_("Issued by"), description=N_("The certifying body."))
    expires: Day | None = Field(default=None, title=N_("Valid until"), description=N_("The last day of validity."))


class Relation(Record):
    """A tie to another member."""

    kind: RelationKind = Field(title=N_("Tie"), description=N_("How this member stands to the other one."))
    member: Slug = Field(title=N_("Other member"), description=N_("The other member's file name without .yml."))


class Consent(Record):
    """The agreement to publish."""

    date: Day = Field(title=N_("Given on"), description=N_("The day on which consent was given."))
    version: Line = Field(title=N_("Version"), description=N_("The version of the text that was agreed to."))


class Verification(Record):
    """When somebody last confirmed that the record is right."""

    on: Day = Field(title=N_("Verified on"), description=N_("The day of the last check."))
    by: Line = Field(title=N_("Verified by"), description=N_("Who checked: the office, the member itself."))


class Member(Record):
    """`members/<slug>.yml`."""

    name: Annotated[Line, Field(max_length=160)] = Field(title=N_("Name"), description=N_("The name that people use."))
    legal_name: Line | None = Field(
        default=None,
        title=N_("Legal name"),
        description=N_("As in the register of companies, where it differs."),
    )
    status: Status = Field(
        default=Status.ACTIVE,
        title=N_("Status"),
        description=N_("Where the co-operative stands in its life."),
    )
    summary: Annotated[Line, Field(max_length=160)] | None = Field(
        default=None,
        title=N_("In one sentence"),
        description=N_("What the co-operative does, in at most 160 characters."),
    )
    description: Prose | None = Field(
        default=None, title=N_("Description"), description=N_("Who you are and what you do, in Markdown.")
    )
    logo: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*\.(svg|png|jpg|jpeg|webp)$")] | None = (
        Field(
            default=None,
            title=N_("Logo"),
            description=N_("The name of an image file in members/logos/: svg, png, jpg or webp."),
        )
    )
    member_since: Day | None = Field(
        default=None, title=N_("Member since"), description=N_("The day of joining the federation.")
    )
    identifiers: Identifiers | None = Field(
        default=None, title=N_("Identifiers"), description=N_("Tax code, VAT number and register entries.")
    )
    legal_form: Line | None = Field(
        default=None,
        title=N_("Legal form"),
        description=N_("ISTAT's code of the legal form; outside Italy its name."),
        json_schema_extra={"x-vocabulary": "legal_forms"},
    )
    social_type: SocialType | None = Field(
        default=None,
        title=N_("Kind of social co-operative"),
        description=N_("For social co-operatives: A, B or A+B (law 381 of 1991)."),
    )
    profiles: tuple[Profile, ...] = Field(
        default=(), title=N_("Profiles"), description=N_("What sets the co-operative apart.")
    )
    activities: tuple[Activity, ...] = Field(
        default=(), title=N_("Activities"), description=N_("Economic activities by ATECO code.")
    )
    services: tuple[ServiceCode, ...] = Field(
        default=(), title=N_("Services"), description=N_("What the co-operative does, by code of the list.")
    )
    address: Address | None = Field(default=None, title=N_("Address"), description=N_("The registered office."))
    serves: tuple[Area, ...] = Field(
        default=(), title=N_("Area served"), description=N_("Where it works: IT, IT-25, IT-BS, 017029.")
    )
    size: Size | None = Field(default=None, title=N_("Size"), description=N_("Members, employees, revenue."))
    contacts: Contacts | None = Field(
        default=None, title=N_("Contacts"), description=N_("How to reach the co-operative.")
    )
    channels: tuple[Channel, ...] = Field(
        default=(), title=N_("Channels"), description=N_("Social networks and other media.")
    )
    certifications: tuple[Certification, ...] = Field(
        default=(), title=N_("Certifications"), description=N_("Certificates that are held.")
    )
    sdg: tuple[SDG, ...] = Field(
        default=(),
        title=N_("Sustainable development goals"),
        description=N_("Numbers of the United Nations' goals, from 1 to 17."),
    )
    offers: tuple[Offer, ...] = Field(
        default=(), title=N_("Offers"), description=N_("What the co-operative offers to other members.")
    )
    needs: tuple[Need, ...] = Field(
        default=(), title=N_("Needs"), description=N_("What the co-operative seeks among other members.")
    )
    relations: tuple[Relation, ...] = Field(default=(), title=N_("Ties"), description=N_("Ties to other members."))
    languages: tuple[Annotated[str, VocabularyCode("languages")], ...] = Field(
        default=(), title=N_("Languages"), description=N_("Languages spoken: it, en, de, fr.")
    )
    keywords: Annotated[tuple[Annotated[Line, Field(max_length=40)], ...], Field(max_length=8)] = Field(
        default=(), title=N_("Keywords"), description=N_("At most eight other words to be found by.")
    )
    consent: Consent | None = Field(default=None, title=N_("Consent"), description=N_("The agreement to publish."))
    verified: Verification | None = Field(
        default=None, title=N_("Verified"), description=N_("The last confirmation of this record.")
    )
    former_slugs: tuple[Slug, ...] = Field(
        default=(), title=N_("Former names of the file"), description=N_("Old addresses that lead here.")
    )

    @model_validator(mode="after")
    def _ids_differ(self) -> Member:
        if not (self.offers or self.needs):
            return self
        ids = [item.id for item in (*self.offers, *self.needs)]
        if len(ids) != len(set(ids)):
            twice = next(one for one in ids if ids.count(one) > 1)
            raise PydanticCustomError("same_id", "an id of its own for each", {"id": twice})
        return self
